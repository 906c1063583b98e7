// Etsy's Open API v3: a key in every request, "keystring:shared secret" since February 2026
// (developers.etsy.com/documentation/essentials/requests). A search answer is followed by a batch of the same listings
// with their pictures and shops.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/api/answers.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t page_size = 100;

class Etsy : public Interface {
 public:
  Etsy(std::string base, const ApiAccess& access)
      : base_(std::move(base)),
        key_(credential(access, "MARKHOUND_ETSY_KEYSTRING")),
        secret_(credential(access, "MARKHOUND_ETSY_SHARED_SECRET")) {}

  std::string first_page(const Search& search) const override {
    std::string url = base_ + "/v3/application/listings/active?keywords=" + percent_encoded(search.query) +
                      "&sort_on=score&limit=" + std::to_string(std::min(page_size, search.limit)) + "&offset=0";
    return search.market.empty() ? url : with_parameter(url, "buyer_country", search.market);
  }

  Result<Request> request(const std::string& url, const Search&) override {
    Request request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    request.secret_headers = {{"x-api-key", key_ + ":" + secret_}};
    request.secrets = {key_, secret_};
    request.obey_robots = false;
    return request;
  }

  std::optional<Problem> refusal(const Capture& capture) const override {
    const auto json = nlohmann::json::parse(capture.content, nullptr, false);
    const bool said = json.is_object() && json.contains("error") && json["error"].is_string();
    return refusal_by_status(capture, "Etsy", said ? json["error"].get<std::string>() : "");
  }

  const char* path_prefix() const override { return "/v3/application/"; }
  std::size_t position(const std::string& url) const override { return number_parameter(url, "offset", 0); }

  /// The listings of a search answer are the numbers in the address of its batch.
  void cut(Page& page, std::size_t left) const override {
    Interface::cut(page, left);
    for (std::string& link : page.links) {
      const std::string numbers = parameter(link, "listing_ids");
      std::size_t end = 0;
      for (std::size_t i = 0; i < left && end < numbers.size(); ++i)
        end = std::min(numbers.find(',', end), numbers.size() - 1) + 1;
      if (end < numbers.size()) link = with_parameter(link, "listing_ids", numbers.substr(0, end > 0 ? end - 1 : 0));
    }
    if (left == 0) page.links.clear();
  }

 private:
  const std::string base_;
  const std::string key_;
  const std::string secret_;
};

}  // namespace

std::unique_ptr<Interface> make_etsy(const std::string& base, const ApiAccess& access, Fetcher&, Clock&) {
  return std::make_unique<Etsy>(base, access);
}

}  // namespace markhound::crawler
