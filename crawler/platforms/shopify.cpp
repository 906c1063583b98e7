// Shops made with Shopify. Each offers its catalogue (/products.json), one product (/products/NAME.js, .json) and its
// search (/search/suggest.json) without a key (shopify.dev/docs/api/ajax); its pages name the product in a script.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/address/url.h"
#include "crawler/html/json_repair.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/json_answer.h"
#include "crawler/platforms/market.h"

namespace markhound::crawler {
namespace {

constexpr int last_page = 100;  // beyond, the catalogue answers with errors
constexpr std::size_t default_page = 30;

/// The path without the query: "/en-ca/collections/lamps/products.json".
std::string bare_path(const std::string& url) {
  const std::string path = path_of(url);
  return path.substr(0, path.find('?'));
}

/// "/en-ca" of a market's own address; collections are left out, as a product's page is the same in all of them.
std::string market_prefix(const std::string& url) {
  const std::string path = bare_path(url);
  const std::size_t end = path.find('/', 1);
  const std::string first = path.substr(0, end);
  const bool is_locale = first.size() == 3 || (first.size() == 6 && first[3] == '-');
  return end != path.npos && is_locale ? first : std::string{};
}

std::string address_of(const Capture& capture, const Json& item) {
  const std::string handle = text_at(item, {"handle"});
  if (handle.empty()) return {};
  return origin_of(capture.url) + market_prefix(capture.url) + "/products/" + percent_encoded(handle);
}

/// The variant that the page shows first: the first that can be had, else the first.
const Json& main_variant(const Json& item) {
  static const Json nothing;
  const Json& variants = at(item, {"variants"});
  if (!variants.is_array() || variants.empty()) return nothing;
  const auto available = std::find_if(variants.begin(), variants.end(),
                                      [](const Json& variant) { return at(variant, {"available"}) == true; });
  return available != variants.end() ? *available : variants.front();
}

/// Texts are in units ("13.99"). The script form (.js) has whole numbers of hundredths, whatever the currency.
std::string amount_at(const Json& from) {
  const Json& price = at(from, {"price"});
  return price.is_number_integer() ? amount_of_minor(price.dump(), 2) : text_at(from, {"price"});
}

std::string availability_of(const Json& item) {
  const Json& whole = at(item, {"available"});
  if (whole.is_boolean()) return whole.get<bool>() ? "InStock" : "OutOfStock";
  const Json& one = at(main_variant(item), {"available"});
  return one.is_boolean() ? (one.get<bool>() ? "InStock" : "OutOfStock") : "";
}

std::string description_of(const Json& item) {
  for (const char* name : {"body_html", "description", "body"}) {
    const Json& text = at(item, {name});
    if (text.is_string() && !text.get_ref<const std::string&>().empty())
      return plain_text(text.get_ref<const std::string&>());
  }
  return {};
}

void read_images(const Capture& capture, const Json& item, Listing& listing) {
  for (const Json& image : at(item, {"images"}))
    add_image(capture, image.is_string() ? image.get<std::string>() : text_at(image, {"src"}), listing);
  add_image(capture, text_at(item, {"featured_image", "url"}), listing);
  add_image(capture, text_at(item, {"image"}), listing);
}

Listing listing_of(const Capture& capture, const Json& item) {
  Listing listing;
  const Json& variant = main_variant(item);
  listing.platform = "shopify";
  listing.id = text_at(item, {"id"});
  listing.url = address_of(capture, item);
  listing.title = text_at(item, {"title"});
  listing.description = description_of(item);
  const std::string amount = amount_at(variant);
  listing.price = money_of(amount.empty() ? amount_at(item) : amount, text_at(variant, {"price_currency"}));
  listing.availability = availability_of(item);
  listing.brand = text_at(item, {"vendor"});
  listing.sku = text_at(variant, {"sku"});
  listing.gtin = text_at(variant, {"barcode"});
  listing.category = text_at(item, {"product_type"});
  if (listing.category.empty()) listing.category = text_at(item, {"type"});
  listing.market = market_of_address(capture.url);
  read_images(capture, item, listing);
  return listing;
}

/// A full page may have a next one; its size is asked for, and 30 where it is not.
std::string next_of(const Capture& capture, std::size_t read) {
  const std::string limit = parameter(capture.url, "limit");
  const std::string number = parameter(capture.url, "page");
  const auto is_number = [](const std::string& text) {
    return !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == text.npos;
  };
  const std::size_t full = is_number(limit) ? std::stoul(limit) : default_page;
  const int page = is_number(number) ? std::stoi(number) : 1;
  if (read == 0 || read < full || page >= last_page) return {};
  return with_parameter(capture.url, "page", std::to_string(page + 1));
}

/// The products of any of the answers.
Json items_of(const Json& answer) {
  for (const Json* list : {&at(answer, {"products"}), &at(answer, {"resources", "results", "products"})})
    if (list->is_array()) return *list;
  if (at(answer, {"product"}).is_object()) return Json::array({at(answer, {"product"})});
  if (answer.is_object() && answer.contains("handle")) return Json::array({answer});
  return Json::array();
}

Page parse_json(const Capture& capture) {
  Page page = answer_page();
  const auto answer = parse_answer(capture);
  if (!answer) {
    page.problems.push_back(answer.problem());
    return page;
  }
  const Json items = items_of(*answer);
  std::size_t unreadable = 0;
  for (const Json& item : items) {
    Listing listing = listing_of(capture, item);
    if (listing.url.empty() || listing.title.empty())
      ++unreadable;
    else
      page.listings.push_back(std::move(listing));
  }
  note_unreadable(capture, unreadable, items.size(), page);
  if (bare_path(capture.url).ends_with("/products.json")) page.next = next_of(capture, items.size());
  return page;
}

/// var meta = {"product":{"id":7940945025,"vendor":"…",…}}: the shop's own word for what the page sells.
Listing read_meta(const Capture& capture) {
  constexpr std::size_t most = 1u << 20;
  Listing own;
  const std::size_t found = capture.content.find("var meta = {\"product\":{");
  if (found == std::string::npos) return own;
  const std::string_view script = std::string_view(capture.content).substr(found + 11, most);
  const Json meta = Json::parse(html::balanced(script), nullptr, false);
  own.id = text_at(meta, {"product", "id"});
  return own;
}

Page parse_html(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  Listing own = read_meta(capture);
  own.platform = "shopify";
  return read_page(opened, own);
}

bool is_answer(const Capture& capture) {
  if (!is_json(capture)) return false;
  const std::string path = bare_path(capture.url);
  const bool one = path.find("/products/") != path.npos && (path.ends_with(".js") || path.ends_with(".json"));
  return one || path.ends_with("/products.json") || path.ends_with("/search/suggest.json");
}

bool is_page(const Capture& capture) {
  return accepts_html(capture) && capture.content.find("cdn.shopify.com/") != std::string::npos &&
         capture.content.find("Shopify.shop") != std::string::npos;
}

bool accepts(const Capture& capture) { return is_answer(capture) || is_page(capture); }

Page parse_page(const Capture& capture) { return is_answer(capture) ? parse_json(capture) : parse_html(capture); }

}  // namespace

extern const Platform shopify{"shopify", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
