// WooCommerce's Store API, which every such shop offers without a key (developer.woocommerce.com/docs/apis/store-api).
// Its prices are whole numbers of the currency's smallest unit.
#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/json_answer.h"
#include "crawler/platforms/market.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

std::string bare_host(const std::string& url) {
  const std::string host = host_of(url);
  return host.starts_with("www.") ? host.substr(4) : host;
}

/// A shop speaks for its own pages only; the short address serves every product of WordPress.
std::string address_of(const Capture& capture, const Json& item, const std::string& number) {
  const std::string permalink = text_at(item, {"permalink"});
  const auto named = permalink.empty() ? std::nullopt : resolve(capture.url, permalink);
  if (named && bare_host(*named) == bare_host(capture.url)) return *named;
  return origin_of(capture.url) + "/?p=" + number;
}

/// With the blank that parts it from the amount.
std::string sign_at(const Json& prices, const char* name) {
  constexpr std::size_t most = 16;
  const Json& sign = at(prices, {name});
  return sign.is_string() ? html::unescaped(html::clipped(sign.get_ref<const std::string&>(), most)) : std::string{};
}

Money price_of(const Json& prices) {
  const std::string amount = amount_of_minor(text_at(prices, {"price"}), number_at(prices, {"currency_minor_unit"}, 2));
  Money money = money_of(amount, text_at(prices, {"currency_code"}));
  const std::string before = sign_at(prices, "currency_prefix");
  const std::string after = sign_at(prices, "currency_suffix");
  if (!money.empty() && !(before + after).empty()) money.text = before + amount + after;
  return money;
}

std::string availability_of(const Json& item) {
  if (at(item, {"is_on_backorder"}) == true) return "BackOrder";
  const Json& in_stock = at(item, {"is_in_stock"});
  return in_stock.is_boolean() ? (in_stock.get<bool>() ? "InStock" : "OutOfStock") : "";
}

std::string first_name(const Json& list) {
  for (const Json& one : list)
    if (std::string name = text_at(one, {"name"}); !name.empty()) return name;
  return {};
}

std::string description_of(const Json& item) {
  std::string all;
  for (const char* name : {"short_description", "description"}) {
    const Json& part = at(item, {name});
    if (!part.is_string() || part.get_ref<const std::string&>().empty()) continue;
    if (!all.empty()) all += ' ';
    all += plain_text(part.get_ref<const std::string&>());
  }
  return all;
}

Listing listing_of(const Capture& capture, const Json& item) {
  Listing listing;
  listing.platform = "woocommerce";
  listing.id = text_at(item, {"id"});
  listing.url = address_of(capture, item, listing.id);
  const Json& name = at(item, {"name"});
  if (name.is_string()) listing.title = plain_text(name.get_ref<const std::string&>());
  listing.description = description_of(item);
  listing.price = price_of(at(item, {"prices"}));
  listing.availability = availability_of(item);
  listing.brand = first_name(at(item, {"brands"}));
  listing.sku = text_at(item, {"sku"});
  listing.category = first_name(at(item, {"categories"}));
  listing.market = market_of_address(capture.url);
  for (const Json& image : at(item, {"images"})) add_image(capture, text_at(image, {"src"}), listing);
  return listing;
}

/// The header says how many pages there are; a full page without it may have a next one.
std::string next_of(const Capture& capture, std::size_t read) {
  constexpr int most_pages = 1000;
  const auto positive = [](const std::string& text, int otherwise) {
    const bool digits = !text.empty() && text.size() <= 6 && text.find_first_not_of("0123456789") == text.npos;
    return digits ? std::stoi(text) : otherwise;
  };
  const int page = positive(parameter(capture.url, "page"), 1);
  const int full = positive(parameter(capture.url, "per_page"), 10);
  const int pages = capture.exchanges.empty()
                        ? 0
                        : positive(header_value(capture.exchanges.back().response_headers, "X-WP-TotalPages"), 0);
  const bool more = pages > 0 ? page < pages : read >= static_cast<std::size_t>(full);
  return more && read > 0 && page < most_pages ? with_parameter(capture.url, "page", std::to_string(page + 1)) : "";
}

Page parse_page(const Capture& capture) {
  Page page = answer_page();
  const auto answer = parse_answer(capture);
  if (!answer) {
    page.problems.push_back(answer.problem());
    return page;
  }
  if (const std::string error = text_at(*answer, {"message"}); !error.empty() && answer->contains("code"))
    page.problems.push_back({Kind::refused, capture.url, "the shop says: " + plain_text(error), {}});
  const bool single = answer->is_object() && answer->contains("permalink");
  const Json items = single ? Json::array({*answer}) : answer->is_array() ? *answer : Json::array();
  add_listings(capture, items, listing_of, page);
  if (!single) page.next = next_of(capture, items.size());
  return page;
}

bool accepts(const Capture& capture) {
  if (!is_json(capture)) return false;
  const std::string path = path_of(capture.url);
  const std::string route = path.find("/wp-json/") != path.npos ? path : parameter(capture.url, "rest_route");
  return route.find("/wc/store/v1/products") != route.npos || route.find("/wc/store/products") != route.npos;
}

}  // namespace

extern const Platform woocommerce{"woocommerce", accepts, parse_page, nullptr};

}  // namespace markhound::crawler
