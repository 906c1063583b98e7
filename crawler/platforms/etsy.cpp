// Etsy's listing pages have good JSON-LD; the number and the shop stand in addresses.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/select.h"
#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/platform_page.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;
using enum Notice::Says;
using enum Notice::Part;

constexpr std::array notices{
    Notice{login, address, "/signin"},
    Notice{gone, text, "sorry, this item is unavailable"},
    Notice{gone, text, "sorry, this item and shop are currently unavailable"},
    Notice{gone, text, "the page you were looking for was not found"},
    Notice{gone, text, "uh oh! this page is not available"},
    Notice{gone, text, "dieser artikel ist leider nicht verfügbar"},
};

constexpr std::string_view road =
    "scan with the Etsy Open API (docs/platforms.md), or open the page in your own browser, save it and scan the file";

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string number =
      host.find("etsy.") == host.npos ? std::string{} : leading_digits(part_after(url, "/listing/"));
  return number.size() < 6 ? std::string{} : "https://" + host + "/listing/" + number;
}

std::string number_of(const OpenedPage& page) {
  for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.base)})
    if (std::string number = leading_digits(part_after(address, "/listing/")); !number.empty()) return number;
  return {};
}

/// The first shop that the page links to: its own.
std::string shop_of(const OpenedPage& page) {
  for (Document::Id id = 0; id < page.document.size(); ++id) {
    if (page.document[id].name != "a") continue;
    if (std::string shop = part_after(page.document.attribute(id, "href"), "/shop/"); !shop.empty()) return shop;
  }
  return {};
}

/// The choosers are <select> elements, each with its label.
std::vector<std::string> variants_of(const OpenedPage& page) {
  std::vector<std::string> variants;
  const Document& document = page.document;
  for (Document::Id id = 0; id < document.size(); ++id) {
    const std::string_view key = document.attribute(id, "id");
    if (document[id].name != "select" || !key.starts_with("variation-selector")) continue;
    const Document::Id label = html::find(document, "for", key);
    std::vector<std::string> values;
    for (Document::Id inner = id; inner < document[id].end; ++inner)
      if (document[inner].name == "option" && !document.attribute(inner, "value").empty())
        values.push_back(document.text(inner, 80));
    add_variant(variants, label == Document::none ? std::string{} : document.text(label, 80), values);
  }
  return variants;
}

Listing read_etsy(const OpenedPage& page) {
  Listing own;
  own.platform = "etsy";
  own.url = item_address(page.base);
  own.id = own.sku = number_of(page);
  if (own.id.empty()) return own;
  own.seller = shop_of(page);
  if (!own.seller.empty()) own.seller_url = "https://www.etsy.com/shop/" + own.seller;
  own.variants = variants_of(page);
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "etsy"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  return read_platform_page(opened, read_etsy(opened), {item_address, notices, road});
}

std::string search_url(const std::string& query) { return with_query("https://www.etsy.com/search?q=", query); }

}  // namespace

extern const Platform etsy{"etsy", accepts, parse_page, search_url};

}  // namespace markhound::crawler
