// Product feeds as shops write them for Google's Merchant Center (support.google.com/merchants/answer/7052112): RSS or
// Atom with elements of its namespace, or a table. Each item is a listing; a feed of articles is a list of links.
#include <array>

#include "crawler/address/url.h"
#include "crawler/feed/feed.h"
#include "crawler/html/text.h"
#include "crawler/platforms/json_answer.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t max_images = 11;  // the main one, and as many as the specification allows
constexpr std::size_t max_text = 10'000;

bool is_one_of(const std::string& type, std::initializer_list<std::string_view> types) {
  for (const std::string_view one : types)
    if (type == one) return true;
  return false;
}

bool may_be_xml(const Capture& capture) {
  return is_one_of(capture.media_type, {"application/xml", "text/xml", "application/rss+xml", "application/atom+xml",
                                        "application/rdf+xml"});
}

bool may_be_table(const Capture& capture) {
  return is_one_of(capture.media_type, {"text/tab-separated-values", "text/csv", "text/plain"});
}

/// Without parsing it: a root of the right name near the beginning, or a first line with the right columns.
bool accepts(const Capture& capture) {
  const std::string_view begin = std::string_view(capture.content).substr(0, 4096);
  if (may_be_xml(capture))
    return begin.find("<rss") != std::string_view::npos || begin.find("<feed") != std::string_view::npos ||
           begin.find("<rdf:RDF") != std::string_view::npos;
  if (!may_be_table(capture)) return false;
  const std::string line = html::lowered(begin.substr(0, begin.find('\n')));
  return line.find("title") != std::string::npos && line.find("link") != std::string::npos;
}

/// "in_stock", "In Stock", "preorder" as schema.org names them.
std::string availability_of(const std::string& written) {
  std::string name = html::lowered(written);
  std::erase_if(name, [](char c) { return c == '_' || c == ' ' || c == '-'; });
  static constexpr std::array<std::pair<const char*, const char*>, 5> known = {{{"instock", "InStock"},
                                                                                {"outofstock", "OutOfStock"},
                                                                                {"preorder", "PreOrder"},
                                                                                {"backorder", "BackOrder"},
                                                                                {"availablefororder", "InStock"}}};
  for (const auto& [key, value] : known)
    if (name == key) return value;
  return {};
}

std::string text_of(const FeedItem& item, const char* name) {
  return html::collapse(html::clipped(html::unescaped(item[name]), max_text));
}

/// What is asked is the sale price where there is one.
Money price_of(const FeedItem& item) {
  const std::string& country = item["shipping.country"];
  for (const char* name : {"sale_price", "price"})
    if (const auto money = read_money(item[name], {}, country)) return *money;
  return {};
}

std::optional<Listing> listing_of(const Capture& capture, const FeedItem& item) {
  Listing listing;
  const auto url = resolve(capture.url, item["link"]);
  listing.title = text_of(item, "title");
  if (!url || !is_web_url(*url) || listing.title.empty()) return std::nullopt;
  listing.platform = "merchant-feed";
  listing.url = *url;
  listing.id = text_of(item, "id");
  listing.description = plain_text(item["description"].empty() ? item["summary"] : item["description"]);
  listing.price = price_of(item);
  listing.availability = availability_of(item["availability"]);
  listing.brand = text_of(item, "brand");
  listing.gtin = text_of(item, "gtin");
  listing.mpn = text_of(item, "mpn");
  listing.category = text_of(item, item["product_type"].empty() ? "google_product_category" : "product_type");
  if (item["shipping.country"].size() == 2) listing.ship_to = item["shipping.country"];
  for (const auto& [name, value] : item.fields)
    if ((name == "image_link" || name == "additional_image_link") && listing.images.size() < max_images)
      add_image(capture, value, listing);
  return listing;
}

Page page_of_articles(const Capture& capture, const Feed& feed) {
  Page page;
  page.problems = feed.problems;
  for (const FeedItem& item : feed.items)
    if (const auto url = resolve(capture.url, item["link"]); url && is_web_url(*url)) page.links.push_back(*url);
  return page;
}

Page parse_page(const Capture& capture) {
  const auto feed = may_be_xml(capture) ? parse_xml_feed(capture.content, capture.url)
                                        : parse_table_feed(capture.content, capture.url);
  if (!feed) return {{}, {}, {}, false, {{Kind::bad_input, capture.url, "it is no feed", {}}}};
  if (!feed->merchant) return page_of_articles(capture, *feed);
  Page page = answer_page();
  page.problems = feed->problems;
  for (const FeedItem& item : feed->items)
    if (auto listing = listing_of(capture, item)) page.listings.push_back(std::move(*listing));
  note_unreadable(capture, feed->items.size() - page.listings.size(), feed->items.size(), page);
  return page;
}

}  // namespace

extern const Platform merchant_feed{"merchant-feed", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
