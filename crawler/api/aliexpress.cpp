// AliExpress' affiliate interface: every request is signed over its parameters and the time
// (openservice.aliexpress.com/doc/doc.htm, "Signature algorithm").
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/api/answers.h"
#include "crawler/api/top_signature.h"
#include "crawler/platforms/currency.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;
using Json = nlohmann::json;

constexpr std::size_t page_size = 50;
constexpr std::array<std::string_view, 19> currencies{"USD", "GBP", "CAD", "EUR", "UAH", "MXN", "TRY",
                                                      "RUB", "BRL", "AUD", "INR", "JPY", "IDR", "SEK",
                                                      "KRW", "ILS", "THB", "CLP", "VND"};

/// In the buyer's currency where the interface knows it.
std::string currency_for(const std::string& market) {
  const std::string own = currency_of(market);
  return std::find(currencies.begin(), currencies.end(), own) == currencies.end() ? "USD" : own;
}

std::string text_of(const Json& json, const char* name) {
  if (!json.is_object() || !json.contains(name)) return {};
  return json[name].is_string() ? json[name].get<std::string>() : json[name].dump();
}

class AliExpress : public Interface {
 public:
  AliExpress(std::string base, const ApiAccess& access, Clock& clock)
      : base_(std::move(base)),
        key_(credential(access, "MARKHOUND_ALIEXPRESS_APP_KEY")),
        secret_(credential(access, "MARKHOUND_ALIEXPRESS_APP_SECRET")),
        tracking_(credential(access, "MARKHOUND_ALIEXPRESS_TRACKING_ID")),
        clock_(clock) {}

  std::string first_page(const Search& search) const override {
    std::string url =
        base_ + "/sync?method=aliexpress.affiliate.product.query&format=json&v=2.0&sign_method=sha256&keywords=" +
        percent_encoded(search.query) + "&page_no=1&page_size=" + std::to_string(std::min(page_size, search.limit)) +
        "&target_language=EN&target_currency=" + currency_for(search.market);
    return search.market.empty() ? url : with_parameter(url, "ship_to_country", search.market);
  }

  /// What names the user, and what changes with the time, is no part of the address that is kept.
  Result<Request> request(const std::string& url, const Search&) override {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count();
    Request request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    request.secret_query = {{"app_key", key_}, {"timestamp", std::to_string(now)}};
    if (!tracking_.empty()) request.secret_query.push_back({"tracking_id", tracking_});
    Parameters all = parameters_of(std::string_view(url).substr(std::min(url.find('?') + 1, url.size())));
    for (const Header& parameter : request.secret_query) all.emplace_back(parameter.name, parameter.value);
    request.secret_query.push_back({"sign", top_signature(std::move(all), secret_)});
    request.secrets = {secret_};
    request.obey_robots = false;
    return request;
  }

  /// Errors come with status 200: {"error_response": {"code": "IncompleteSignature", "msg": "…"}}.
  std::optional<Problem> refusal(const Capture& capture) const override {
    const Json json = Json::parse(capture.content, nullptr, false);
    if (!json.is_object() || !json.contains("error_response")) return refusal_by_status(capture, "AliExpress", "");
    const Json& error = json["error_response"];
    const std::string code = text_of(error, "code") + " " + text_of(error, "sub_code");
    const std::string said = text_of(error, "msg") + " (" + text_of(error, "code") + ")";
    if (code.find("CallLimit") != code.npos || code.starts_with("7 "))
      return Problem{Kind::io, capture.url, "AliExpress has had enough calls: " + said, "scan again later"};
    return Problem{Kind::refused, capture.url, "AliExpress refuses: " + said,
                   "check the credentials with markhound platforms, and that the account may call "
                   "aliexpress.affiliate.product.query"};
  }

  const char* path_prefix() const override { return "/sync?"; }
  std::size_t position(const std::string& url) const override {
    return (std::max<std::size_t>(number_parameter(url, "page_no", 1), 1) - 1) *
           number_parameter(url, "page_size", page_size);
  }

 private:
  const std::string base_;
  const std::string key_;
  const std::string secret_;
  const std::string tracking_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<Interface> make_aliexpress(const std::string& base, const ApiAccess& access, Fetcher&, Clock& clock) {
  return std::make_unique<AliExpress>(base, access, clock);
}

}  // namespace markhound::crawler
