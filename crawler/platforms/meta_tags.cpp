#include "crawler/platforms/meta_tags.h"

#include <algorithm>

#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

std::string first_of(const OpenedPage& page, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const auto text = page.metadata.first(name); !text.empty()) return std::string(text);
  return {};
}

/// twitter:label1 = "Price", twitter:data1 = "$5": a pair whose label names a price.
std::string twitter_price(const OpenedPage& page) {
  for (const char* number : {"1", "2"}) {
    const std::string label = html::lowered(first_of(page, {std::string("twitter:label") + number}));
    if (label.find("price") != label.npos) return first_of(page, {std::string("twitter:data") + number});
  }
  return {};
}

void read_price(const OpenedPage& page, Listing& listing) {
  const std::string currency = first_of(
      page, {"product:price:currency", "og:price:currency", "product:sale_price:currency", "product:price.currency"});
  std::string amount = first_of(page, {"product:sale_price:amount", "product:price:amount", "og:price:amount",
                                       "product:price.amount", "product:price", "og:price"});
  if (amount.empty()) amount = twitter_price(page);
  if (auto money = read_money(amount, currency, page.country)) listing.price = *money;
}

}  // namespace

bool is_called_product(const OpenedPage& page) {
  const std::string type = html::lowered(page.metadata.first("og:type"));
  return type.find("product") != type.npos || type == "og:item" || type == "book" || type == "ebay-objects:item";
}

Listing read_meta_tags(const OpenedPage& page) {
  Listing listing;
  listing.title = first_of(page, {"og:title", "twitter:title"});
  listing.description = first_of(page, {"og:description", "twitter:description", "description"});
  read_price(page, listing);
  listing.availability = availability_name(first_of(page, {"product:availability", "og:availability"}));
  listing.brand = first_of(page, {"product:brand", "og:brand"});
  listing.sku = first_of(page, {"product:retailer_item_id", "product:sku", "og:sku"});
  listing.gtin = first_of(page, {"product:gtin", "product:ean", "product:upc", "product:isbn", "og:upc", "og:ean"});
  listing.mpn = first_of(page, {"product:mfr_part_no", "product:mpn"});
  listing.category = first_of(page, {"product:category"});
  if (const auto url = page.absolute(page.metadata.first("og:url"))) listing.url = *url;
  for (const auto& [name, content] : page.metadata.entries) {
    if (name != "og:image" && name != "og:image:url" && name != "og:image:secure_url" && name != "twitter:image" &&
        name != "twitter:image:src")
      continue;
    const auto url = page.absolute(content);
    if (url && std::find(listing.images.begin(), listing.images.end(), *url) == listing.images.end())
      listing.images.push_back(*url);
  }
  return listing;
}

}  // namespace markhound::crawler
