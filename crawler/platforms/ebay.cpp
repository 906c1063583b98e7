// eBay's item pages: both the long-lived layout with ids (itemTitle, prcIsum) and the one with x- classes.
#include "crawler/html/select.h"
#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;

/// The number after "/itm/", with or without a name before it.
std::string number_of(const OpenedPage& page) {
  const std::string printed = html::text_of(page.document, {"descItemNumber"});
  if (!printed.empty()) return printed;
  for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.url)}) {
    std::size_t at = address.find("/itm/");
    if (at == address.npos) continue;
    const std::string_view path = address.substr(at, address.find_first_of("?#", at) - at);
    at = path.find_last_of('/');
    if (at != path.npos && path.size() - at > 9) return std::string(path.substr(at + 1));
  }
  return {};
}

/// The heading without "Details about", which is for screen readers.
std::string title_of(const OpenedPage& page) {
  std::string title = html::text_of(page.document, {"itemTitle"});
  if (title.empty()) title = page.heading_text;
  for (const std::string_view before : {"Details about ", "Details zu "})
    if (title.starts_with(before)) title.erase(0, before.size());
  return std::string(html::trim(title));
}

std::optional<Money> price_of(const OpenedPage& page) {
  const std::string text = html::text_of(page.document, {"mm-saleDscPrc", "prcIsum", "prcIsum_bidPrice"});
  if (auto money = read_money(text, "", page.country)) return money;
  const Document::Id modern = html::find_class(page.document, "x-price-primary");
  if (modern == Document::none) return std::nullopt;
  return read_money(page.document.visible_text(modern, 60), "", page.country);
}

std::string seller_of(const OpenedPage& page) {
  for (const char* word : {"mbg-nw", "x-sellercard-atf__info__about-seller"}) {
    const Document::Id id = html::find_class(page.document, word);
    if (id != Document::none) return page.document.visible_text(id, 80);
  }
  return {};
}

Listing read_ebay(const OpenedPage& page) {
  Listing own;
  own.platform = "ebay";
  own.id = own.sku = number_of(page);
  own.title = title_of(page);
  if (const auto money = price_of(page)) own.price = *money;
  own.seller = seller_of(page);
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "ebay"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  return read_page(opened, read_ebay(opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.ebay.com/sch/i.html?_nkw=", query); }

}  // namespace

extern const Platform ebay{"ebay", accepts, parse_page, search_url};

}  // namespace markhound::crawler
