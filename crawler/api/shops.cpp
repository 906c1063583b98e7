// Shops that offer their catalogue without a key: Shopify and WooCommerce. These are crawled as any site: robots.txt
// holds for them.
#include <algorithm>

#include "crawler/address/parameters.h"
#include "crawler/address/query.h"
#include "crawler/api/answers.h"

namespace markhound::crawler {
namespace {

class Shop : public Interface {
 public:
  explicit Shop(std::string base) : base_(std::move(base)) {}

  Result<Request> request(const std::string& url, const Search&) override {
    Request request;
    request.url = url;
    return request;
  }

  std::optional<Problem> refusal(const Capture& capture) const override {
    auto problem = refusal_by_status(capture, "the shop", "");
    if (problem) problem->mend = "it may have closed its interface: scan its sitemap or pages instead";
    return problem;
  }

  /// Its pictures too: nothing is secret here.
  const char* path_prefix() const override { return "/"; }

 protected:
  std::size_t pages_before(const std::string& url) const {
    return std::max<std::size_t>(number_parameter(url, "page", 1), 1) - 1;
  }

  const std::string base_;
};

/// Its search gives ten at most and is forbidden to robots where the shop left Shopify's robots.txt as it is; the
/// catalogue is open.
class Shopify : public Shop {
 public:
  using Shop::Shop;

  std::string mend_of(const Problem& refused) const override {
    if (refused.thing.find("/search/suggest.json") == std::string::npos) return refused.mend;
    return "scan the whole catalogue, without a query: search:shopify?shop=" + percent_encoded(base_);
  }

  std::string first_page(const Search& search) const override {
    constexpr std::size_t most = 250;
    constexpr std::size_t most_suggested = 10;
    if (search.query.empty())
      return base_ + "/products.json?limit=" + std::to_string(std::min(most, search.limit)) + "&page=1";
    const std::string url = base_ + "/search/suggest.json?q=" + percent_encoded(search.query);
    return with_parameter(with_parameter(url, "resources[type]", "product"), "resources[limit]",
                          std::to_string(std::min(most_suggested, search.limit)));
  }

  std::size_t position(const std::string& url) const override {
    return pages_before(url) * number_parameter(url, "limit", 30);
  }
};

class WooCommerce : public Shop {
 public:
  using Shop::Shop;

  std::string first_page(const Search& search) const override {
    constexpr std::size_t most = 100;
    const std::string url =
        base_ + "/wp-json/wc/store/v1/products?per_page=" + std::to_string(std::min(most, search.limit)) + "&page=1";
    return search.query.empty() ? url : with_parameter(url, "search", search.query);
  }

  std::size_t position(const std::string& url) const override {
    return pages_before(url) * number_parameter(url, "per_page", 10);
  }
};

}  // namespace

std::unique_ptr<Interface> make_shopify(const std::string& base, const ApiAccess&, Fetcher&, Clock&) {
  return std::make_unique<Shopify>(base);
}

std::unique_ptr<Interface> make_woocommerce(const std::string& base, const ApiAccess&, Fetcher&, Clock&) {
  return std::make_unique<WooCommerce>(base);
}

}  // namespace markhound::crawler
