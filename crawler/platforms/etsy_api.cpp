// Etsy's Open API v3: active listings by key word, a batch of listings with their pictures and shops, one listing
// (developers.etsy.com/documentation/reference).
#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/url.h"
#include "crawler/platforms/json_answer.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr long long last_result = 12'000;  // the interface refuses a larger offset
constexpr const char* listings_path = "/v3/application/listings/";

/// An amount in parts of a unit, and how many of them make one: a power of ten.
Money price_of(const Json& price) {
  const long long divisor = number_at(price, {"divisor"}, 0);
  long long places = 0;
  long long unit = 1;
  for (; unit < divisor && places < 6; ++places) unit *= 10;
  if (unit != divisor) return {};
  return money_of(amount_of_minor(text_at(price, {"amount"}), places), text_at(price, {"currency_code"}));
}

std::string availability_of(const Json& item) {
  const std::string state = text_at(item, {"state"});
  if (state == "sold_out" || number_at(item, {"quantity"}, 1) == 0) return "OutOfStock";
  if (state == "active") return "InStock";
  return state.empty() ? "" : "Discontinued";  // expired, inactive, removed
}

Listing listing_of(const Capture& capture, const Json& item) {
  Listing listing;
  listing.platform = "etsy";
  listing.id = listing.sku = text_at(item, {"listing_id"});
  listing.url = "https://www.etsy.com/listing/" + listing.id;  // the name behind it changes with the title
  listing.title = text_at(item, {"title"});
  const Json& description = at(item, {"description"});
  if (description.is_string()) listing.description = plain_text(description.get_ref<const std::string&>());
  listing.price = price_of(at(item, {"price"}));
  listing.availability = availability_of(item);
  listing.seller = text_at(item, {"shop", "shop_name"});
  listing.market = listing.ship_to = parameter(capture.url, "buyer_country");
  for (const Json& image : at(item, {"images"})) add_image(capture, text_at(image, {"url_fullxfull"}), listing);
  return listing;
}

/// A search answer has neither pictures nor shops: they come with a batch of the same numbers.
std::string batch_of(const Capture& capture, const Json& results) {
  std::string numbers;
  for (const Json& item : results) {
    const std::string number = text_at(item, {"listing_id"});
    if (!number.empty()) numbers += (numbers.empty() ? "" : ",") + number;
  }
  if (numbers.empty()) return {};
  std::string url = origin_of(capture.url) + listings_path + "batch?includes=Images,Shop&listing_ids=" + numbers;
  const std::string country = parameter(capture.url, "buyer_country");
  return country.empty() ? url : with_parameter(url, "buyer_country", country);
}

std::string next_of(const Capture& capture, const Json& answer) {
  const auto read = static_cast<long long>(at(answer, {"results"}).size());
  const std::string said = parameter(capture.url, "offset");
  const bool is_number =
      said.size() <= 6 && std::all_of(said.begin(), said.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (read == 0 || !is_number) return {};
  const long long next = (said.empty() ? 0 : std::stoll(said)) + read;
  if (next >= std::min(number_at(answer, {"count"}, 0), last_result)) return {};
  return with_parameter(capture.url, "offset", std::to_string(next));
}

bool is_search(const Capture& capture) {
  const std::string path = path_of(capture.url);
  return path.substr(0, path.find('?')).ends_with("/listings/active");
}

Page parse_page(const Capture& capture) {
  Page page = answer_page();
  const auto answer = parse_answer(capture);
  if (!answer) {
    page.problems.push_back(answer.problem());
    return page;
  }
  if (const std::string error = text_at(*answer, {"error"}); !error.empty())
    page.problems.push_back({Kind::refused, capture.url, "Etsy says: " + error, "see developers.etsy.com"});
  const Json& results = at(*answer, {"results"});
  if (is_search(capture)) {
    if (const std::string batch = batch_of(capture, results); !batch.empty()) page.links.push_back(batch);
    page.next = next_of(capture, *answer);
  } else if (answer->is_object() && answer->contains("listing_id")) {
    add_listings(capture, Json::array({*answer}), listing_of, page);
  } else {
    add_listings(capture, results, listing_of, page);
  }
  return page;
}

bool accepts(const Capture& capture) {
  return is_answer_of(capture, "etsy", {"openapi.etsy.com", "api.etsy.com"}) &&
         path_of(capture.url).find("/v3/application/") != std::string::npos;
}

}  // namespace

extern const Platform etsy_api{"etsy-api", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
