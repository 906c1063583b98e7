// eBay's item pages: both the long-lived layout with ids (itemTitle, prcIsum) and the one with x- classes.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/select.h"
#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/platform_page.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;
using enum Notice::Says;
using enum Notice::Part;

constexpr std::array notices{
    Notice{check, title, "pardon our interruption"},
    Notice{check, text, "checking your browser before you access ebay"},
    Notice{check, address, "/splashui/challenge"},
    Notice{check, address, "/splashui/captcha"},
    Notice{check, text, "please verify yourself to continue"},
    Notice{login, address, "signin.ebay."},
    Notice{gone, text, "we looked everywhere"},
    Notice{gone, text, "this listing was removed"},
    Notice{gone, text, "the item you selected was removed"},
    Notice{gone, text, "the item you selected is unavailable"},
    Notice{gone, text, "listing is invalid or has been removed"},
    Notice{gone, title, "error page"},
};

constexpr std::string_view road =
    "scan with the eBay Browse API (docs/platforms.md), or open the page in your own browser, save it and scan the "
    "file";

/// The number after "/itm/", with or without a name before it.
std::string number_in(std::string_view address) {
  std::size_t at = address.find("/itm/");
  if (at == address.npos) return {};
  const std::string_view path = address.substr(at, address.find_first_of("?#", at) - at);
  at = path.find_last_of('/');
  const std::string number = leading_digits(path.substr(at + 1));
  return number.size() >= 9 && at + 1 + number.size() == path.size() ? number : std::string{};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string number = host.find("ebay.") == host.npos ? std::string{} : number_in(url);
  return number.empty() ? std::string{} : "https://" + host + "/itm/" + number;
}

std::string number_of(const OpenedPage& page) {
  const std::string printed = html::text_of(page.document, {"descItemNumber"});
  if (!printed.empty()) return printed;
  for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.base)})
    if (std::string number = number_in(address); !number.empty()) return number;
  return {};
}

std::string text_of_class(const OpenedPage& page, std::string_view word, std::size_t most) {
  const Document::Id id = html::find_class(page.document, word);
  return id == Document::none ? std::string{} : page.document.visible_text(id, most);
}

/// The heading without "Details about", which is for screen readers.
std::string title_of(const OpenedPage& page) {
  std::string title = html::text_of(page.document, {"itemTitle"});
  if (title.empty()) title = text_of_class(page, "x-item-title__mainTitle", 300);
  if (title.empty()) title = text_of_class(page, "x-item-title", 300);
  for (const std::string_view before : {"Details about ", "Details zu "})
    if (title.starts_with(before)) title.erase(0, before.size());
  return std::string(html::trim(title));
}

/// "C $24.95" is what eBay prints of Canada's dollars.
std::optional<Money> money_in(const std::string& text, const OpenedPage& page) {
  return read_money(text, "", text.starts_with("C $") ? "CA" : page.country);
}

std::optional<Money> price_of(const OpenedPage& page) {
  const std::string text = html::text_of(page.document, {"mm-saleDscPrc", "prcIsum", "prcIsum_bidPrice"});
  if (auto money = money_in(text, page)) return money;
  for (const char* word : {"x-price-primary", "x-bid-price"})
    if (auto money = money_in(text_of_class(page, word, 60), page)) return money;
  return std::nullopt;
}

/// The seller's name; the count of its ratings stands in brackets behind it.
void read_seller(const OpenedPage& page, Listing& own) {
  for (const char* word : {"mbg-nw", "x-sellercard-atf__info__about-seller"}) {
    const Document::Id id = html::find_class(page.document, word);
    if (id == Document::none) continue;
    own.seller = page.document.visible_text(id, 80);
    if (const std::size_t count = own.seller.find(" ("); count != own.seller.npos) own.seller.erase(count);
    break;
  }
  for (Document::Id id = 0; id < page.document.size() && own.seller_url.empty(); ++id) {
    if (page.document[id].name != "a") continue;
    const auto url = page.absolute(page.document.attribute(id, "href"));
    if (!url || host_of(*url).find("ebay.") == std::string::npos) continue;
    for (const char* path : {"/usr/", "/str/"})
      if (const std::string name = part_after(*url, path); !name.empty())
        own.seller_url = "https://" + host_of(*url) + path + name;
  }
}

/// The carousel's pictures, in the size that its zoom shows.
std::vector<std::string> images_of(const OpenedPage& page) {
  std::vector<std::string> references;
  for (Document::Id id = 0; id < page.document.size() && references.size() < 40; ++id)
    if (page.document[id].name == "img")
      if (const auto zoom = page.document.attribute(id, "data-zoom-src"); !zoom.empty()) references.emplace_back(zoom);
  return absolute_all(page, references);
}

/// "Colour" and its values: each chooser is a <select> named after what is chosen.
std::vector<std::string> variants_of(const OpenedPage& page) {
  std::vector<std::string> variants;
  const Document& document = page.document;
  for (Document::Id id = 0; id < document.size(); ++id) {
    const std::string name(document.attribute(id, "selectboxlabel"));
    if (document[id].name != "select" || name.empty()) continue;
    std::vector<std::string> values;
    for (Document::Id inner = id; inner < document[id].end; ++inner)
      if (document[inner].name == "option" && document.attribute(inner, "value") != "-1")
        values.push_back(document.text(inner, 80));
    add_variant(variants, name, values);
  }
  return variants;
}

Listing read_ebay(const OpenedPage& page) {
  Listing own;
  own.platform = "ebay";
  own.id = own.sku = number_of(page);
  own.title = title_of(page);
  if (const auto money = price_of(page)) own.price = *money;
  own.url = item_address(page.base);
  read_seller(page, own);
  own.images = images_of(page);
  own.variants = variants_of(page);
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "ebay"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  if (opened.country.empty() && host_of(opened.base).ends_with("ebay.com")) opened.country = "US";
  return read_platform_page(opened, read_ebay(opened), {item_address, notices, road});
}

std::string search_url(const std::string& query) { return with_query("https://www.ebay.com/sch/i.html?_nkw=", query); }

}  // namespace

extern const Platform ebay{"ebay", accepts, parse_page, search_url};

}  // namespace markhound::crawler
