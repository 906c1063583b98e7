// eBay's Browse API v1: item_summary/search, and one item. Shapes by its OpenAPI document
// (developer.ebay.com/api-docs/buy/browse/overview.html).
#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/url.h"
#include "crawler/platforms/json_answer.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr long long last_result = 10'000;  // what a search gives at most, whatever its total says

/// The number of "v1|385462201428|0", where the answer does not spell it out.
std::string number_of(const Json& item) {
  std::string number = text_at(item, {"legacyItemId"});
  if (!number.empty()) return number;
  const std::string id = text_at(item, {"itemId"});
  const std::size_t begin = id.find('|');
  if (begin == id.npos) return {};
  return id.substr(begin + 1, id.find('|', begin + 1) - begin - 1);
}

/// On the site that the answer names; its own address bears a tracking tail and the item's former titles.
std::string address_of(const Json& item, const std::string& number) {
  Capture named;
  named.url = text_at(item, {"itemWebUrl"});
  const std::string host = is_web_url(named.url) && is_site(named, "ebay") ? host_of(named.url) : "www.ebay.com";
  return "https://" + host + "/itm/" + number;
}

/// An auction without a price to buy at has its current bid.
Money price_of(const Json& item) {
  for (const char* name : {"price", "currentBidPrice", "minimumPriceToBid"}) {
    const Json& price = at(item, {name});
    Money money = money_of(text_at(price, {"value"}), text_at(price, {"currency"}));
    if (money.empty()) continue;
    const std::string before = text_at(price, {"convertedFromValue"});
    if (!before.empty()) money.text += " (" + before + " " + text_at(price, {"convertedFromCurrency"}) + ")";
    return money;
  }
  return {};
}

/// The picture host scales by name; the largest is what a logo is found in.
std::string largest(std::string url) {
  if (host_of(url) != "i.ebayimg.com") return url;
  if (const std::size_t thumbs = url.find("/thumbs/images/"); thumbs != url.npos) url.erase(thumbs, 7);
  const std::size_t size = url.rfind("/s-l");
  if (size != url.npos && url.ends_with(".jpg")) url.replace(size, url.npos, "/s-l1600.jpg");
  return url;
}

void read_images(const Capture& capture, const Json& item, Listing& listing) {
  add_image(capture, largest(text_at(item, {"image", "imageUrl"})), listing);
  for (const char* name : {"thumbnailImages", "additionalImages"})
    for (const Json& image : at(item, {name})) add_image(capture, largest(text_at(image, {"imageUrl"})), listing);
}

/// Both the leaf first ("Screen Protectors", "Phones") and a path of one item ("Phones|Screen Protectors") are given.
std::string category_of(const Json& item) {
  std::string trail;
  const Json& categories = at(item, {"categories"});
  for (const Json& category : categories) {
    const std::string name = text_at(category, {"categoryName"});
    if (!name.empty()) trail = name + (trail.empty() ? "" : " > ") + trail;
  }
  if (!trail.empty()) return trail;
  for (const char c : text_at(item, {"categoryPath"})) trail += c == '|' ? std::string(" > ") : std::string(1, c);
  return trail;
}

std::string availability_of(const Json& item) {
  for (const Json& estimate : at(item, {"estimatedAvailabilities"})) {
    const std::string status = text_at(estimate, {"estimatedAvailabilityStatus"});
    if (status == "OUT_OF_STOCK") return "OutOfStock";
    if (status == "LIMITED_STOCK") return "LimitedAvailability";
  }
  return "InStock";  // what has ended is in no answer of this interface
}

/// "EBAY_US" of the request; the answer itself does not repeat it.
std::string market_of(const Capture& capture) {
  if (capture.exchanges.empty()) return {};
  const std::string id = header_value(capture.exchanges.back().request_headers, "X-EBAY-C-MARKETPLACE-ID");
  return id.starts_with("EBAY_") ? id.substr(5, 2) : std::string{};
}

Listing listing_of(const Capture& capture, const Json& item) {
  Listing listing;
  listing.platform = "ebay";
  listing.id = listing.sku = number_of(item);
  listing.url = address_of(item, listing.id);
  listing.title = text_at(item, {"title"});
  const Json& description = at(item, {"description"});
  listing.description = description.is_string() ? plain_text(description.get_ref<const std::string&>())
                                                : text_at(item, {"shortDescription"});
  listing.price = price_of(item);
  listing.availability = availability_of(item);
  listing.brand = text_at(item, {"brand"});
  listing.gtin = text_at(item, {"gtin"});
  listing.mpn = text_at(item, {"mpn"});
  listing.seller = text_at(item, {"seller", "username"});
  listing.category = category_of(item);
  listing.market = market_of(capture);
  read_images(capture, item, listing);
  return listing;
}

/// Errors stop an answer, warnings say what of the request was not heeded.
void read_errors(const Capture& capture, const Json& answer, Page& page) {
  for (const char* name : {"errors", "warnings"})
    for (const Json& error : at(answer, {name}))
      page.problems.push_back({Kind::refused, capture.url,
                               "eBay says: " + text_at(error, {"message"}) + " (" + text_at(error, {"errorId"}) + ")",
                               "see developer.ebay.com for the number"});
}

std::string next_of(const Capture& capture, const Json& answer) {
  const long long limit = number_at(answer, {"limit"}, 0);
  const long long next = number_at(answer, {"offset"}, 0) + limit;
  if (limit <= 0 || next <= 0 || next >= std::min(number_at(answer, {"total"}, 0), last_result)) return {};
  return with_parameter(capture.url, "offset", std::to_string(next));
}

Page parse_page(const Capture& capture) {
  Page page = answer_page();
  const auto answer = parse_answer(capture);
  if (!answer) {
    page.problems.push_back(answer.problem());
    return page;
  }
  read_errors(capture, *answer, page);
  const bool single = answer->is_object() && answer->contains("itemId");
  const Json items = single ? Json::array({*answer}) : at(*answer, {"itemSummaries"});
  add_listings(capture, items, listing_of, page);
  if (!single && !items.empty()) page.next = next_of(capture, *answer);
  return page;
}

bool accepts(const Capture& capture) {
  return is_answer_of(capture, "ebay", {"api.ebay.com", "api.sandbox.ebay.com"}) &&
         path_of(capture.url).find("/buy/browse/v1/") != std::string::npos;
}

}  // namespace

extern const Platform ebay_api{"ebay-api", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
