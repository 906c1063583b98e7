#include "crawler/api/search.h"

#include <algorithm>
#include <set>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/address/url.h"
#include "crawler/api/interface.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::string_view scheme = "search:";
constexpr std::size_t longest_query = 300;  // bytes; eBay takes 100 characters, the others less than this
constexpr std::size_t most_listings = 10'000;

Problem bad(const std::string& target, std::string cause) {
  return {Kind::bad_input, target, std::move(cause), "write it as search:ebay?q=WORDS&market=US&limit=200"};
}

bool is_country(const std::string& text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string platform_names() {
  std::string names;
  for (const InterfaceFacts& facts : interfaces()) names += (names.empty() ? "" : ", ") + std::string(facts.platform);
  return names;
}

/// Empty where the value is well formed, else what is wrong.
std::string set_limit(const std::string& value, Search& search) {
  const bool digits = !value.empty() && value.size() <= 5 && value.find_first_not_of("0123456789") == value.npos;
  search.limit = digits ? std::stoul(value) : 0;
  return search.limit >= 1 && search.limit <= most_listings ? "" : "its limit is no number from 1 to 10000";
}

std::string set_market(const std::string& value, Search& search) {
  search.market = value;
  return is_country(value) ? "" : "its market is no country of two capital letters";
}

std::string set_shop(const std::string& value, Search& search) {
  search.shop = is_web_url(value) ? origin_of(value) : "";
  return search.shop.empty() ? "its shop is no http or https address" : "";
}

std::string set_query(const std::string& value, Search& search) {
  const bool control =
      std::any_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  search.query = value;
  return value.empty() || control || value.size() > longest_query ? "its q is empty, too long or no text" : "";
}

std::string set(const std::string& name, const std::string& value, Search& search) {
  if (name == "q") return set_query(value, search);
  if (name == "market") return set_market(value, search);
  if (name == "shop") return set_shop(value, search);
  if (name == "limit") return set_limit(value, search);
  return "it has a parameter \"" + name + "\"; there are q, market, shop and limit";
}

/// What the parameters must be together.
std::string contradiction(const Search& search, const InterfaceFacts& facts) {
  if (facts.of_shops && search.shop.empty()) return "it names no shop: " + search.platform + " is many shops";
  if (!facts.of_shops && !search.shop.empty())
    return "it names a shop, but " + search.platform + " is searched as a whole";
  if (!facts.of_shops && search.query.empty()) return "it has no q";
  if (facts.of_shops && !search.market.empty()) return "it names a market, but a shop has its own";
  return {};
}

}  // namespace

bool is_search(const std::string& target) { return target.starts_with(scheme); }

Result<Search> parse_search(const std::string& target) {
  if (!is_search(target)) return bad(target, "it is no search");
  const std::size_t mark = std::min(target.find('?'), target.size());
  Search search;
  search.platform = target.substr(scheme.size(), mark - scheme.size());
  const InterfaceFacts* facts = find_interface(search.platform);
  if (!facts) return bad(target, "\"" + search.platform + "\" cannot be searched; these can: " + platform_names());
  std::set<std::string> seen;
  for (const auto& [name, value] : parameters_of(std::string_view(target).substr(std::min(mark + 1, target.size())))) {
    if (!seen.insert(name).second) return bad(target, "it has \"" + name + "\" twice");
    if (std::string cause = set(name, value, search); !cause.empty()) return bad(target, std::move(cause));
  }
  if (std::string cause = contradiction(search, *facts); !cause.empty()) return bad(target, std::move(cause));
  return search;
}

std::string to_target(const Search& search) {
  std::string target = std::string(scheme) + search.platform;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) target = with_parameter(target, name, value);
  };
  add("shop", search.shop);
  add("q", search.query);
  add("market", search.market);
  if (search.limit != Search{}.limit) add("limit", std::to_string(search.limit));
  return target;
}

}  // namespace markhound::crawler
