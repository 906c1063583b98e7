// eBay's Browse API: an application token by the client-credentials grant (developer.ebay.com/api-docs/static/
// oauth-client-credentials-grant.html), kept in memory until shortly before it ends. 1,000 tokens a day are given.
#include <algorithm>
#include <mutex>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/api/answers.h"
#include "crawler/signature/base64.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;
using Json = nlohmann::json;

constexpr std::size_t page_size = 200;  // the most that one answer holds
constexpr std::chrono::seconds early{60};
constexpr std::chrono::seconds longest_life{86'400};

std::string text_of(const Json& json, const char* name) {
  const bool there = json.is_object() && json.contains(name) && json[name].is_string();
  return there ? json[name].get<std::string>() : std::string{};
}

/// An application token, fetched when it is first asked for and when it has ended.
class Token {
 public:
  Token(std::string base, std::string id, std::string secret, std::shared_ptr<TokenCache> cache, Fetcher& live,
        Clock& clock)
      : base_(std::move(base)),
        id_(std::move(id)),
        secret_(std::move(secret)),
        cache_(std::move(cache)),
        live_(live),
        clock_(clock) {}

  Result<std::string> get() {
    const std::lock_guard lock(cache_->mutex);
    if (!cache_->token.empty() && clock_.now() < cache_->ends) return cache_->token;
    return fetch();
  }

  void forget() {
    const std::lock_guard lock(cache_->mutex);
    cache_->token.clear();
  }

 private:
  Result<std::string> fetch() {
    Request request;
    request.url = base_ + "/identity/v1/oauth2/token";
    request.method = Request::Method::post;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.secret_headers = {{"Authorization", "Basic " + base64(id_ + ":" + secret_)}};
    request.secrets = {id_, secret_};
    request.body = "grant_type=client_credentials&scope=" + percent_encoded("https://api.ebay.com/oauth/api_scope");
    request.obey_robots = false;
    const auto answer = live_.fetch(request).get();
    if (!answer) return answer.problem();
    const Json json = Json::parse(answer->content, nullptr, false);
    std::string token = text_of(json, "access_token");
    if (token.empty()) return refused(*answer, json);
    const bool timed = json.contains("expires_in") && json["expires_in"].is_number_integer();
    const std::chrono::seconds life{timed ? json["expires_in"].get<long long>() : 0};
    cache_->ends = clock_.now() + std::clamp(life - early, std::chrono::seconds{0}, longest_life);
    cache_->token = token;
    return token;
  }

  static Problem refused(const Capture& answer, const Json& json) {
    const int status = answer.exchanges.empty() ? 200 : answer.exchanges.back().status;
    const std::string said = text_of(json, "error_description");
    return {Kind::refused, answer.url,
            "eBay gave no token (" + std::to_string(status) + ")" + (said.empty() ? "" : ": " + said),
            "check MARKHOUND_EBAY_CLIENT_ID and MARKHOUND_EBAY_CLIENT_SECRET, and that they are of this environment "
            "(sandbox or production)"};
  }

  const std::string base_;
  const std::string id_;
  const std::string secret_;
  const std::shared_ptr<TokenCache> cache_;
  Fetcher& live_;
  Clock& clock_;
};

class Ebay : public Interface {
 public:
  Ebay(std::string base, const ApiAccess& access, Fetcher& live, Clock& clock)
      : base_(std::move(base)),
        id_(credential(access, "MARKHOUND_EBAY_CLIENT_ID")),
        secret_(credential(access, "MARKHOUND_EBAY_CLIENT_SECRET")),
        token_(base_, id_, secret_, access.ebay_token, live, clock) {}

  /// The marketplace goes in a header; the filter keeps the addresses of two markets apart, and gives what is sold
  /// there.
  std::string first_page(const Search& search) const override {
    return base_ + "/buy/browse/v1/item_summary/search?q=" + percent_encoded(search.query) +
           "&fieldgroups=MATCHING_ITEMS,EXTENDED&limit=" + std::to_string(std::min(page_size, search.limit)) +
           "&offset=0" + (search.market.empty() ? "" : "&filter=deliveryCountry:" + search.market);
  }

  Result<Request> request(const std::string& url, const Search& search) override {
    const auto token = token_.get();
    if (!token) return token.problem();
    Request request;
    request.url = url;
    request.headers = {{"Accept", "application/json"},
                       {"X-EBAY-C-MARKETPLACE-ID", "EBAY_" + (search.market.empty() ? "US" : search.market)}};
    request.secret_headers = {{"Authorization", "Bearer " + *token}};
    request.secrets = {*token, id_, secret_};
    request.obey_robots = false;
    return request;
  }

  bool renew() override {
    token_.forget();
    return true;
  }

  std::optional<Problem> refusal(const Capture& capture) const override {
    const Json json = Json::parse(capture.content, nullptr, false);
    std::string said;
    if (json.is_object() && json.contains("errors") && json["errors"].is_array() && !json["errors"].empty())
      said = text_of(json["errors"][0], "message");
    return refusal_by_status(capture, "eBay", said);
  }

  const char* path_prefix() const override { return "/buy/browse/v1/"; }
  std::size_t position(const std::string& url) const override { return number_parameter(url, "offset", 0); }

 private:
  const std::string base_;
  const std::string id_;
  const std::string secret_;
  Token token_;
};

}  // namespace

std::unique_ptr<Interface> make_ebay(const std::string& base, const ApiAccess& access, Fetcher& live, Clock& clock) {
  return std::make_unique<Ebay>(base, access, live, clock);
}

}  // namespace markhound::crawler
