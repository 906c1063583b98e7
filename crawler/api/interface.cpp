#include "crawler/api/interface.h"

#include <algorithm>

#include "crawler/address/url.h"
#include "crawler/api/answers.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

/// Keys travel encrypted, or not at all beyond this machine.
bool may_bear_keys(const std::string& base) {
  const std::string host = host_of(base);
  const bool here = host == "127.0.0.1" || host == "[::1]" || host == "localhost";
  return base.starts_with("https://") || (here && base.starts_with("http://"));
}

std::string base_of(const InterfaceFacts& facts, const Search& search, const ApiAccess& access) {
  if (facts.of_shops) return search.shop;
  const auto set = access.bases.find(facts.platform);
  std::string base = set == access.bases.end() ? facts.base : set->second;
  while (base.ends_with('/')) base.pop_back();
  return base;
}

}  // namespace

std::string Interface::mend_of(const Problem& refused) const {
  const bool used_up = refused.cause.find("429") != std::string::npos;
  return used_up ? "the quota of the key may be used up: scan again later, with fewer queries or a lower limit"
                 : refused.mend;
}

void Interface::cut(Page& page, std::size_t left) const {
  if (page.listings.size() > left) page.listings.resize(left);
}

std::span<const InterfaceFacts> interfaces() {
  static const std::vector<InterfaceFacts> table{
      {"ebay",
       "eBay Browse API v1",
       "https://api.ebay.com",
       false,
       {{"MARKHOUND_EBAY_CLIENT_ID", true}, {"MARKHOUND_EBAY_CLIENT_SECRET", true}},
       make_ebay},
      {"etsy",
       "Etsy Open API v3",
       "https://openapi.etsy.com",
       false,
       {{"MARKHOUND_ETSY_KEYSTRING", true}, {"MARKHOUND_ETSY_SHARED_SECRET", true}},
       make_etsy},
      {"aliexpress",
       "AliExpress affiliate API",
       "https://api-sg.aliexpress.com",
       false,
       {{"MARKHOUND_ALIEXPRESS_APP_KEY", true},
        {"MARKHOUND_ALIEXPRESS_APP_SECRET", true},
        {"MARKHOUND_ALIEXPRESS_TRACKING_ID", false}},
       make_aliexpress},
      {"shopify", "Shopify Ajax API of the shop", "", true, {}, make_shopify},
      {"woocommerce", "WooCommerce Store API of the shop", "", true, {}, make_woocommerce},
  };
  return table;
}

const InterfaceFacts* find_interface(const std::string& platform) {
  for (const InterfaceFacts& facts : interfaces())
    if (platform == facts.platform) return &facts;
  return nullptr;
}

std::vector<std::string> missing_credentials(const InterfaceFacts& facts, const ApiAccess& access) {
  std::vector<std::string> missing;
  for (const CredentialName& name : facts.credentials) {
    const auto set = access.credentials.find(name.variable);
    if (name.needed && (set == access.credentials.end() || set->second.empty())) missing.push_back(name.variable);
  }
  return missing;
}

Result<std::unique_ptr<Interface>> open_interface(const Search& search, const ApiAccess& access, Fetcher& live,
                                                  Clock& clock) {
  const InterfaceFacts* facts = find_interface(search.platform);
  if (!facts) return Problem{Kind::bad_input, search.platform, "cannot be searched", "see markhound platforms"};
  std::string names;
  for (const std::string& name : missing_credentials(*facts, access)) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty())
    return Problem{
        Kind::refused, std::string("search of ") + facts->platform, "it wants credentials that are not set: " + names,
        "get them from the platform, and set them in the environment or in credentials.json of the workspace"};
  const std::string base = base_of(*facts, search, access);
  if (!is_web_url(base) || (!facts->credentials.empty() && !may_bear_keys(base)))
    return Problem{Kind::bad_input, base, std::string("is no https address for the interface of ") + facts->platform,
                   "correct it in settings.json (apis) or the environment"};
  return facts->make(base, access, live, clock);
}

}  // namespace markhound::crawler
