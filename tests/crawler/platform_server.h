// Local servers that answer as the interfaces of eBay, Etsy and AliExpress do: credentials checked, pages, errors.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/signature/base64.h"
#include "tests/crawler/loopback_server.h"

namespace markhound::test {

using nlohmann::json;

inline std::string header_of(const Request& request, const std::string& name) {
  const auto at = request.head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return request.head.substr(begin, request.head.find("\r\n", begin) - begin);
}

/// What the platforms' servers have in common: titles on offer, and misbehaviour to order.
class PlatformServer {
 public:
  std::vector<std::string> titles;            ///< of the listings that every query finds; set before the first request
  std::atomic<int> status = 0;                ///< answers are this status instead, with Retry-After where it is 429
  std::string body_instead;                   ///< answers are this text instead
  std::atomic<bool> repeats_secrets = false;  ///< answers hold what the request bore

  std::string base() const { return server_.url(""); }
  std::vector<Request> requests() { return server_.requests(); }
  std::vector<std::string> paths() { return server_.paths(); }

  virtual ~PlatformServer() = default;

 protected:
  virtual std::string respond(const Request& request) = 0;

  static std::string json_answer(const json& content, const std::string& status_line = "200 OK") {
    return answer(content.dump(), "Content-Type: application/json\r\n", status_line);
  }

  /// Robots are kept out of the interfaces, as they are of real ones: a key is what lets the operator in.
  static constexpr const char* robots =
      "User-agent: *\nDisallow: /buy\nDisallow: /identity\nDisallow: /v3\nDisallow: /sync\n";

  static int number(const Request& request, const char* name, int otherwise) {
    const std::string value = crawler::parameter(request.path, name);
    return value.empty() ? otherwise : std::stoi(value);
  }

  std::string picture() const { return base() + "/missing.jpg"; }

 private:
  std::string answer_to(const Request& request) {
    if (request.path == "/robots.txt") return answer(robots, "Content-Type: text/plain\r\n");
    if (request.path == "/missing.jpg") return answer("", "", "404 Not Found");
    if (status == 429)
      return answer("{}", "Content-Type: application/json\r\nRetry-After: 3600\r\n", "429 Too Many Requests");
    if (status != 0) return answer("{}", "Content-Type: application/json\r\n", std::to_string(status) + " Busy");
    if (!body_instead.empty()) return answer(body_instead, "Content-Type: application/json\r\n");
    return respond(request);
  }

  LoopbackServer server_{[this](Peer& peer, const Request& request) { return peer.send(answer_to(request)); }};
};

/// developer.ebay.com: a token by client credentials, then item_summary/search with it.
class EbayServer : public PlatformServer {
 public:
  static constexpr const char* id = "markhoun-test-PRD-0123456789ab";
  static constexpr const char* secret = "PRD-98765432-secret-of-ebay";
  std::atomic<int> tokens = 0;             ///< given so far
  std::atomic<bool> forgets_once = false;  ///< the token ends before its time, as one that was revoked does
  std::atomic<int> life_s = 7200;

  std::string token() const { return "v^1.1#i^1#token-number-" + std::to_string(tokens); }

 protected:
  std::string respond(const Request& request) override {
    if (request.path == "/identity/v1/oauth2/token") return give_token(request);
    if (header_of(request, "Authorization") != "Bearer " + token() || forgets_once.exchange(false))
      return json_answer({{"errors", {{{"errorId", 1001}, {"domain", "OAuth"}, {"message", "Invalid access token"}}}}},
                         "401 Unauthorized");
    if (request.path.starts_with("/buy/browse/v1/item_summary/search?")) return search(request);
    return json_answer({{"errors", {{{"errorId", 2002}, {"message", "Resource not found"}}}}}, "404 Not Found");
  }

 private:
  std::string give_token(const Request& request) {
    const std::string key = crawler::base64(std::string(id) + ":" + secret);
    if (!request.head.starts_with("POST ") || header_of(request, "Authorization") != "Basic " + key)
      return json_answer({{"error", "invalid_client"}, {"error_description", "client authentication failed"}},
                         "401 Unauthorized");
    ++tokens;
    return json_answer(
        {{"access_token", token()}, {"expires_in", life_s.load()}, {"token_type", "Application Access Token"}});
  }

  std::string search(const Request& request) {
    const int offset = number(request, "offset", 0);
    const int limit = number(request, "limit", 50);
    if (limit < 1 || limit > 200 || offset % limit != 0)
      return json_answer({{"errors", {{{"errorId", 12006}, {"message", "The limit is wrong."}}}}}, "400 Bad Request");
    json items = json::array();
    for (int i = offset; i < std::min<int>(offset + limit, static_cast<int>(titles.size())); ++i)
      items.push_back({{"itemId", "v1|" + std::to_string(110000000000 + i) + "|0"},
                       {"legacyItemId", std::to_string(110000000000 + i)},
                       {"title", titles[static_cast<std::size_t>(i)]},
                       {"price", {{"value", "12.50"}, {"currency", "USD"}}},
                       {"seller", {{"username", "seller-one"}}},
                       {"itemWebUrl", "https://www.ebay.com/itm/" + std::to_string(110000000000 + i) + "?hash=x"}});
    json whole = {{"total", titles.size()}, {"limit", limit}, {"offset", offset}};
    if (!items.empty()) whole["itemSummaries"] = items;
    if (repeats_secrets)
      whole["warnings"] = {{{"errorId", 1}, {"message", "you sent " + token() + " " + id + " " + secret}}};
    return json_answer(whole);
  }
};

/// developers.etsy.com: the key in x-api-key, listings without pictures, a batch with them.
class EtsyServer : public PlatformServer {
 public:
  static constexpr const char* keystring = "etsykeystring0123456789a";
  static constexpr const char* secret = "etsysecret42";

 protected:
  std::string respond(const Request& request) override {
    const std::string key = header_of(request, "x-api-key");
    if (key == keystring)
      return json_answer({{"error", "Shared secret is required in x-api-key header."}}, "403 Forbidden");
    if (key != std::string(keystring) + ":" + secret)
      return json_answer({{"error", "Invalid API key"}}, "401 Unauthorized");
    if (request.path.starts_with("/v3/application/listings/active?")) return search(request);
    if (request.path.starts_with("/v3/application/listings/batch?")) return batch(request);
    return json_answer({{"error", "Resource not found"}}, "404 Not Found");
  }

 private:
  json listing(int i) const {
    return {{"listing_id", 700800000 + i},
            {"title", titles[static_cast<std::size_t>(i)]},
            {"state", "active"},
            {"quantity", 1},
            {"price", {{"amount", 2400}, {"divisor", 100}, {"currency_code", "EUR"}}}};
  }

  std::string search(const Request& request) {
    const int offset = number(request, "offset", 0);
    const int end = std::min<int>(offset + number(request, "limit", 25), static_cast<int>(titles.size()));
    json results = json::array();
    for (int i = offset; i < end; ++i) results.push_back(listing(i));
    return json_answer({{"count", titles.size()}, {"results", results}});
  }

  std::string batch(const Request& request) {
    json results = json::array();
    std::stringstream numbers(crawler::parameter(request.path, "listing_ids"));
    for (std::string one; std::getline(numbers, one, ',');) {
      json whole = listing(std::stoi(one) - 700800000);
      whole["shop"] = {{"shop_name", "GansUndGlasur"}};
      whole["images"] = {{{"url_fullxfull", picture()}}};
      results.push_back(whole);
    }
    return json_answer({{"count", results.size()}, {"results", results}});
  }
};

/// openservice.aliexpress.com: every request signed; the signature is made here by openssl's command, not by our code.
class AliExpressServer : public PlatformServer {
 public:
  static constexpr const char* key = "51234567";
  static constexpr const char* secret = "aliexpress-app-secret-77";
  std::function<std::string(const std::string& text)> hmac;  ///< hex capitals, keyed with `secret`

 protected:
  std::string respond(const Request& request) override {
    const auto error = [](const char* code, const char* text) {
      return json_answer({{"error_response", {{"type", "ISV"}, {"code", code}, {"msg", text}, {"request_id", "0b"}}}});
    };
    auto parameters = crawler::parameters_of(std::string_view(request.path).substr(request.path.find('?') + 1));
    std::string sign;
    std::erase_if(parameters, [&](const auto& one) { return one.first == "sign" && !(sign = one.second).empty(); });
    std::sort(parameters.begin(), parameters.end());
    std::string text;
    for (const auto& [name, value] : parameters) text += name + value;
    if (crawler::parameter(request.path, "app_key") != key) return error("InvalidAppKey", "The app key is invalid");
    if (sign != hmac(text)) return error("IncompleteSignature", "The request signature does not conform");
    return query(request);
  }

 private:
  std::string query(const Request& request) {
    const int size = number(request, "page_size", 50);
    const int page = number(request, "page_no", 1);
    const int all = static_cast<int>(titles.size());
    json products = json::array();
    for (int i = (page - 1) * size; i < std::min(page * size, all); ++i)
      products.push_back({{"product_id", 1005000000000000 + i},
                          {"product_title", titles[static_cast<std::size_t>(i)]},
                          {"target_sale_price", "9.99"},
                          {"target_sale_price_currency", crawler::parameter(request.path, "target_currency")},
                          {"shop_name", "Wind House Store"}});
    const json result = all == 0 ? json{{"resp_code", 405}, {"resp_msg", "The result is empty"}}
                                 : json{{"resp_code", 200},
                                        {"resp_msg", "Call succeeds"},
                                        {"result",
                                         {{"current_page_no", page},
                                          {"current_record_count", products.size()},
                                          {"total_page_no", (all + size - 1) / size},
                                          {"total_record_count", all},
                                          {"products", {{"product", products}}}}}};
    return json_answer(
        {{"aliexpress_affiliate_product_query_response", {{"resp_result", result}, {"request_id", "0b"}}}});
  }
};

}  // namespace markhound::test
