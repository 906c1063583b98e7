#include "crawler/platforms/app_state.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "crawler/html/json_repair.h"
#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Json = nlohmann::json;
constexpr int max_depth = 40;

std::string scalar(const Json& value) {
  if (value.is_string()) return html::collapse(value.get_ref<const std::string&>());
  return value.is_number() ? value.dump() : std::string{};
}

/// The first of the keys that holds a text or number, or an object with such a name or value in it.
std::string first_of(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto found = object.find(key);
    if (found == object.end()) continue;
    if (std::string text = scalar(*found); !text.empty()) return text;
    if (!found->is_object()) continue;
    for (const char* inner : {"name", "displayName", "value", "amount", "price", "formatted", "text"})
      if (const auto value = found->find(inner); value != found->end())
        if (std::string text = scalar(*value); !text.empty()) return text;
  }
  return {};
}

constexpr std::array price_keys{"salePrice",      "currentPrice",   "finalPrice", "sellingPrice", "price",
                                "priceInfo",      "priceModel",     "prices",     "offers",       "pricing",
                                "formattedPrice", "activityAmount", "minPrice",   "lowPrice",     "amount",
                                "value",          "priceString"};

/// A price below `value`: itself, or in the objects that prices are wrapped in.
std::optional<Money> price_in(const Json& value, const std::string& currency, const OpenedPage& page, int depth) {
  if (depth > 4) return std::nullopt;
  if (const std::string text = scalar(value); !text.empty()) return read_money(text, currency, page.country);
  if (!value.is_object()) return std::nullopt;
  std::string own = first_of(value, {"currency", "currencyCode", "priceCurrency", "currencyUnit"});
  if (own.empty()) own = currency;
  for (const char* key : price_keys)
    if (const auto found = value.find(key); found != value.end())
      if (auto money = price_in(*found, own, page, depth + 1); money && money->amount != "0") return money;
  return std::nullopt;
}

std::string availability_of(const Json& object) {
  const std::string text = first_of(object, {"availabilityStatus", "availability", "stockStatus", "stock_status"});
  if (std::string name = availability_name(text); !name.empty()) return name;
  for (const char* key : {"inStock", "isInStock", "isAvailable", "available", "purchasable"})
    if (const auto found = object.find(key); found != object.end() && found->is_boolean())
      return found->get<bool>() ? "InStock" : "OutOfStock";
  return {};
}

void add_images(const Json& value, const OpenedPage& page, std::vector<std::string>& images, int depth) {
  constexpr std::size_t most = 40;
  if (depth > 4 || images.size() >= most) return;
  if (value.is_string()) {
    const auto url = page.absolute(value.get_ref<const std::string&>());
    if (url && std::find(images.begin(), images.end(), *url) == images.end()) images.push_back(*url);
  } else if (value.is_array()) {
    for (const Json& one : value) add_images(one, page, images, depth + 1);
  } else if (value.is_object()) {
    for (const char* key : {"allImages", "imagePathList", "images", "url", "src", "large", "thumbnailUrl"})
      if (const auto found = value.find(key); found != value.end()) return add_images(*found, page, images, depth + 1);
  }
}

class Search {
 public:
  explicit Search(const OpenedPage& page) : page_(page), heading_(html::folded(page.heading_text)) {
    title_ = html::folded(page.metadata.title + " " + std::string(page.metadata.first("og:title")));
  }

  void walk(const Json& value, int depth = 0) {
    if (depth > max_depth || best_points_ >= enough) return;
    if (value.is_object()) consider(value);
    if (value.is_structured())
      for (const Json& member : value) walk(member, depth + 1);
  }

  Listing take() { return std::move(best_); }

 private:
  static constexpr int enough = 12;

  bool is_named_as_page(const std::string& name) const {
    const std::string low = html::folded(name);
    return low.size() > 4 && (low == heading_ || title_.find(low) != title_.npos);
  }

  void consider(const Json& object) {
    const std::string name =
        first_of(object, {"name", "title", "productName", "product_name", "displayName", "subject"});
    if (!is_named_as_page(name)) return;
    Listing found = read(object);
    const int points = (found.price.empty() ? 0 : 5) + (found.sku.empty() ? 0 : 2) + (found.brand.empty() ? 0 : 2) +
                       (found.images.empty() ? 0 : 2) + (found.availability.empty() ? 0 : 2);
    if (points < 4 || points <= best_points_) return;
    best_points_ = points;
    best_ = std::move(found);
    best_.title = name;
  }

  Listing read(const Json& object) const {
    Listing listing;
    if (auto money = price_in(object, "", page_, 0); money && money->amount != "0") listing.price = *money;
    listing.sku = first_of(object, {"sku", "productCode", "usItemId", "itemId", "productId", "product_id"});
    listing.id = first_of(object, {"usItemId", "itemId", "productId", "id"});
    listing.gtin = first_of(object, {"gtin", "gtin13", "ean", "upc"});
    listing.mpn = first_of(object, {"mpn", "manufacturerProductId", "modelNumber"});
    listing.brand = first_of(object, {"brand", "brandName", "brand_name", "vendor"});
    listing.seller = first_of(object, {"sellerDisplayName", "sellerName", "storeName", "shopName", "seller"});
    listing.availability = availability_of(object);
    for (const char* key : {"imageInfo", "images", "imagePathList", "image", "imageUrl"})
      if (const auto found = object.find(key); found != object.end()) add_images(*found, page_, listing.images, 0);
    return listing;
  }

  const OpenedPage& page_;
  std::string heading_;
  std::string title_;
  Listing best_;
  int best_points_ = 0;
};

/// JSON values that a script assigns or passes on: after '=', '(' or at its beginning.
template <class Use>
void each_json(std::string_view script, const Use& use) {
  constexpr std::size_t least = 40;
  constexpr int most = 40;
  script = html::trim(script);
  int tried = 0;
  for (std::size_t at = 0; at < script.size() && tried < most;) {
    const std::size_t open = script.find_first_of("{[", at);
    if (open == script.npos) return;
    const std::string_view before = html::trim(script.substr(at, open - at));
    const bool value = open == 0 || before.ends_with('=') || before.ends_with('(') || before.ends_with(':');
    if (!value || before.ends_with("=>")) {
      at = open + 1;
      continue;
    }
    const std::string_view text = html::balanced(script.substr(open));
    at = open + text.size();
    if (text.size() < least) continue;
    ++tried;
    const Json parsed = Json::parse(text, nullptr, false);
    if (!parsed.is_discarded())
      use(parsed);
    else
      at = open + 1;
  }
}

template <class Use>
void each_script(const OpenedPage& page, const Use& use) {
  for (Document::Id id = 0; id < page.document.size(); ++id) {
    if (page.document[id].name != "script" || page.document[id].text.size() < 40) continue;
    if (page.document.attribute(id, "type").find("ld+json") == std::string_view::npos) use(page.document[id].text);
  }
}

/// The string after `"key" :` at `at`, with or without an object {"name": "…"} around it.
std::string string_after(std::string_view text, std::size_t at) {
  const auto blanks = [&] {
    while (at < text.size() && (html::is_space(text[at]) || text[at] == '\\' || text[at] == '"')) ++at;
  };
  blanks();
  if (at >= text.size() || text[at] != ':') return {};
  ++at;
  while (at < text.size() && html::is_space(text[at])) ++at;
  for (const std::string_view wrapper : {"{\"name\":", "{\"@type\":\"Brand\",\"name\":", "["})
    if (text.substr(at).starts_with(wrapper)) at += wrapper.size();
  while (at < text.size() && (text[at] == '\\' || html::is_space(text[at]))) ++at;
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return {};
  const std::size_t end = text.find_first_of("\"'\\", at + 1);
  constexpr std::size_t longest = 60;
  return end == text.npos || end - at > longest ? std::string{} : std::string(text.substr(at + 1, end - at - 1));
}

}  // namespace

Listing read_app_state(const OpenedPage& page) {
  Search search(page);
  each_script(page,
              [&](std::string_view script) { each_json(script, [&](const Json& value) { search.walk(value); }); });
  return search.take();
}

std::string brand_in_scripts(const OpenedPage& page) {
  const std::string heading = html::folded(page.heading_text);
  const std::string title = html::folded(page.metadata.title);
  std::string best;
  bool best_in_heading = false;
  each_script(page, [&](std::string_view script) {
    for (const std::string_view key : {"\"brand\"", "\"brandName\"", "\"brand_name\"", "\"productBrand\"", "'brand'",
                                       "brand\\\"", "\"manufacturer\"", "\"product_brand\"", "\"Brand\""})
      for (std::size_t at = script.find(key); at != script.npos; at = script.find(key, at + 1)) {
        const std::string brand = html::unescaped(string_after(script, at + key.size()));
        const std::string low = html::folded(brand);
        if (low.size() < 2) continue;
        const bool in_heading = heading.starts_with(low);
        if (!in_heading && (best_in_heading || title.find(low) == title.npos)) continue;
        if (best.empty() || (in_heading && !best_in_heading)) best = brand;
        best_in_heading = best_in_heading || in_heading;
      }
  });
  return best;
}

}  // namespace markhound::crawler
