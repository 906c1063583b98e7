// AliExpress' affiliate interface: aliexpress.affiliate.product.query and productdetail.get over its "sync" gateway
// (openservice.aliexpress.com).
#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/url.h"
#include "crawler/platforms/json_answer.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr long long empty_result = 405;  // "The result is empty": an answer, not a failure
constexpr long long good = 200;
constexpr long long last_page = 1000;

/// What "aliexpress_affiliate_…_response" holds; null in an error.
const Json& response_of(const Json& answer) {
  static const Json nothing;
  if (!answer.is_object()) return nothing;
  for (const auto& member : answer.items())
    if (member.key().starts_with("aliexpress_") && member.key().ends_with("_response"))
      return at(member.value(), {"resp_result"});
  return nothing;
}

/// A list is wrapped ({"product": […]}) unless the caller asked for simplified answers.
const Json& unwrapped(const Json& list, const char* name) { return list.is_object() ? at(list, {name}) : list; }

Money price_of(const Json& item) {
  Money money = money_of(text_at(item, {"target_sale_price"}), text_at(item, {"target_sale_price_currency"}));
  return money.empty() ? money_of(text_at(item, {"sale_price"}), text_at(item, {"sale_price_currency"})) : money;
}

std::string category_of(const Json& item) {
  const std::string first = text_at(item, {"first_level_category_name"});
  const std::string second = text_at(item, {"second_level_category_name"});
  return first + (first.empty() || second.empty() || first == second ? "" : " > ") + (first == second ? "" : second);
}

/// The shop's name is not in every answer; its number is.
std::string seller_of(const Json& item) {
  const std::string name = text_at(item, {"shop_name"});
  const std::string number = text_at(item, {"shop_id"});
  return name.empty() && !number.empty() ? "store " + number : name;
}

Listing listing_of(const Capture& capture, const Json& item) {
  Listing listing;
  listing.platform = "aliexpress";
  listing.id = listing.sku = text_at(item, {"product_id"});
  listing.url = "https://www.aliexpress.com/item/" + listing.id + ".html";
  listing.title = text_at(item, {"product_title"});
  listing.price = price_of(item);
  listing.availability = "InStock";  // the interface offers only what can be ordered
  listing.seller = seller_of(item);
  listing.category = category_of(item);
  listing.market = listing.ship_to = parameter(capture.url, "ship_to_country");
  add_image(capture, text_at(item, {"product_main_image_url"}), listing);
  for (const Json& image : unwrapped(at(item, {"product_small_image_urls"}), "string"))
    if (image.is_string()) add_image(capture, image.get_ref<const std::string&>(), listing);
  return listing;
}

void read_errors(const Capture& capture, const Json& answer, const Json& response, Page& page) {
  const Json& error = at(answer, {"error_response"});
  const long long code = number_at(response, {"resp_code"}, good);
  if (error.is_object())
    page.problems.push_back({Kind::refused, capture.url,
                             "AliExpress says: " + text_at(error, {"msg"}) + " (" + text_at(error, {"code"}) + ")",
                             "see openservice.aliexpress.com for the code"});
  if (code != good && code != empty_result)
    page.problems.push_back({Kind::refused, capture.url,
                             "AliExpress says: " + text_at(response, {"resp_msg"}) + " (" + std::to_string(code) + ")",
                             "see openservice.aliexpress.com for the code"});
}

Page parse_page(const Capture& capture) {
  Page page = answer_page();
  const auto answer = parse_answer(capture);
  if (!answer) {
    page.problems.push_back(answer.problem());
    return page;
  }
  const Json& response = response_of(*answer);
  read_errors(capture, *answer, response, page);
  const Json& result = at(response, {"result"});
  const Json& items = unwrapped(at(result, {"products"}), "product");
  add_listings(capture, items, listing_of, page);
  const long long number = number_at(result, {"current_page_no"}, 0);
  if (!items.empty() && number > 0 && number < std::min(number_at(result, {"total_page_no"}, 0), last_page))
    page.next = with_parameter(capture.url, "page_no", std::to_string(number + 1));
  return page;
}

bool accepts(const Capture& capture) {
  return is_answer_of(capture, "aliexpress", {"api-sg.aliexpress.com"}) &&
         parameter(capture.url, "method").starts_with("aliexpress.affiliate.product");
}

}  // namespace

extern const Platform aliexpress_api{"aliexpress-api", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
