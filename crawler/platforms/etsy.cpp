// Etsy's listing pages have good JSON-LD; the number and the shop stand in addresses.
#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;

/// The part of the address after `marker`, up to the next '/', '?' or '#'.
std::string part_after(std::string_view address, std::string_view marker) {
  const std::size_t at = address.find(marker);
  if (at == address.npos) return {};
  const std::string_view rest = address.substr(at + marker.size());
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

std::string number_of(const OpenedPage& page) {
  for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.url)})
    if (std::string number = part_after(address, "/listing/"); !number.empty()) return number;
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

Listing read_etsy(const OpenedPage& page) {
  Listing own;
  own.platform = "etsy";
  own.id = own.sku = number_of(page);
  if (!own.id.empty()) own.seller = shop_of(page);
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "etsy"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  return read_page(opened, read_etsy(opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.etsy.com/search?q=", query); }

}  // namespace

extern const Platform etsy{"etsy", accepts, parse_page, search_url};

}  // namespace markhound::crawler
