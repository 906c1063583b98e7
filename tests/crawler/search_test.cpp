// Searches of platforms' interfaces, against local servers that answer as the real ones do.
#include <cstdio>

#include <gmock/gmock.h>

#include "crawler/address/query.h"
#include "crawler/api/search_source.h"
#include "crawler/api/top_signature.h"
#include "tests/crawler/platform_server.h"
#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound {
namespace {

using crawler::Search;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

TEST(SearchTarget, HasOneForm) {
  const std::string target = "search:ebay?q=nord%20fjell%20%26%20%E9%A6%99&market=DE&limit=50";
  const auto search = crawler::parse_search(target);
  ASSERT_TRUE(search) << search.problem().cause;
  EXPECT_EQ(*search, (Search{"ebay", "nord fjell & 香", "DE", "", 50}));
  EXPECT_EQ(crawler::to_target(*search), target);
  EXPECT_EQ(crawler::to_target(*crawler::parse_search("search:ebay?limit=200&q=a+b")), "search:ebay?q=a%20b");
  EXPECT_EQ(crawler::to_target(*crawler::parse_search("search:shopify?q=x&shop=https://Shop.Example:443/en/")),
            "search:shopify?shop=https%3A%2F%2Fshop.example&q=x");
  EXPECT_TRUE(crawler::parse_search("search:woocommerce?shop=https://shop.example"));
}

TEST(SearchTarget, IsReadStrictly) {
  for (const char* bad : {"search:",
                          "search:ebay",
                          "search:ebay?",
                          "search:ebay?q=",
                          "search:amazon?q=x",
                          "search:ebay?q=x&q=y",
                          "search:ebay?q=x&page=2",
                          "search:ebay?q=x&market=usa",
                          "search:ebay?q=x&market=us",
                          "search:ebay?q=x&limit=0",
                          "search:ebay?q=x&limit=-1",
                          "search:ebay?q=x&limit=10001",
                          "search:ebay?q=x&limit=5x",
                          "search:ebay?q=a%0Ab",
                          "search:ebay?q=x&shop=https://shop.example",
                          "search:shopify?q=x",
                          "search:shopify?q=x&shop=shop.example",
                          "search:shopify?shop=file:///etc",
                          "search:shopify?shop=https://shop.example&market=US",
                          "ebay?q=x",
                          "search:EBAY?q=x"}) {
    const auto search = crawler::parse_search(bad);
    ASSERT_FALSE(search) << bad;
    EXPECT_EQ(search.problem().kind, Problem::Kind::bad_input);
    EXPECT_EQ(search.problem().thing, bad);
  }
  EXPECT_FALSE(crawler::parse_search("search:ebay?q=" + std::string(301, 'x')));
}

// By Python's hmac module, over "B1aapp_key51234567keywordsnord fjell & 香method…".
TEST(TopSignature, OverSortedParameters) {
  EXPECT_EQ(crawler::top_signature({{"timestamp", "1764030000000"},
                                    {"app_key", "51234567"},
                                    {"sign_method", "sha256"},
                                    {"keywords", "nord fjell & 香"},
                                    {"method", "aliexpress.affiliate.product.query"},
                                    {"a", ""},
                                    {"B", "1"}},
                                   "topsecret"),
            "E758A6520A4EE6727F5A2896EF63C3695A4CD726378E94F1F7C9F06E21C1D932");
}

/// A search run to its end: what it gave and what it could not.
struct Found {
  std::vector<Listing> listings;
  std::vector<Problem> problems;
  std::vector<Capture> captures;
};

class SearchTest : public testing::Test {
 protected:
  Result<std::unique_ptr<crawler::Source>> open(const std::string& target) {
    if (!live_) live_ = crawler::make_polite_fetcher({.delay_ms = 0, .allow_private = true}, clock_);
    return crawler::open_search(target, access_, *live_, clock_);
  }

  Found find(const std::string& target) {
    Found found;
    const auto source = open(target);
    if (!source) {
      found.problems.push_back(source.problem());
      return found;
    }
    std::vector<std::string> urls;
    EXPECT_TRUE((*source)->list([&](const std::string& url) { urls.push_back(url); }, [](const Problem&) {}));
    for (std::size_t i = 0; i < urls.size() && i < 100; ++i) {
      auto capture = (*source)->fetch(urls[i]).get();
      if (!capture) {
        found.problems.push_back(capture.problem());
        continue;
      }
      crawler::Page page = (*source)->read(*capture);
      found.listings.insert(found.listings.end(), page.listings.begin(), page.listings.end());
      found.problems.insert(found.problems.end(), page.problems.begin(), page.problems.end());
      found.captures.push_back(std::move(*capture));
      urls.insert(urls.end(), page.links.begin(), page.links.end());
      if (!page.next.empty()) urls.push_back(page.next);
    }
    return found;
  }

  static std::vector<std::string> titles(std::size_t count) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back("Listing " + std::to_string(i));
    return all;
  }

  /// All of a capture that is kept, in one text.
  static std::string kept(const Capture& capture) {
    std::string all = capture.asked + capture.url + capture.source + capture.content;
    for (const Exchange& exchange : capture.exchanges) {
      all += exchange.url + exchange.body;
      for (const auto* headers : {&exchange.request_headers, &exchange.response_headers})
        for (const Header& header : *headers) all += header.name + ": " + header.value + "\n";
    }
    return all;
  }

  static void expect_no_secret(const Found& found, std::initializer_list<std::string> secrets) {
    for (const std::string& secret : secrets) {
      for (const Capture& capture : found.captures) EXPECT_THAT(kept(capture), Not(HasSubstr(secret)));
      for (const Problem& problem : found.problems) EXPECT_THAT(to_line(problem), Not(HasSubstr(secret)));
    }
  }

  test::ManualClock clock_;
  crawler::ApiAccess access_;
  std::unique_ptr<crawler::Fetcher> live_;
};

class EbaySearch : public SearchTest {
 protected:
  EbaySearch() {
    access_.credentials = {{"MARKHOUND_EBAY_CLIENT_ID", test::EbayServer::id},
                           {"MARKHOUND_EBAY_CLIENT_SECRET", test::EbayServer::secret}};
    access_.bases = {{"ebay", server_.base() + "/"}};
  }
  ~EbaySearch() override { live_.reset(); }

  test::EbayServer server_;
};

TEST_F(EbaySearch, PagesAreReadToTheEndWithOneToken) {
  server_.titles = titles(450);
  const Found found = find("search:ebay?q=nordfjell&market=DE&limit=1000");
  EXPECT_THAT(found.problems, IsEmpty());
  ASSERT_THAT(found.listings, SizeIs(450));
  EXPECT_EQ(found.listings[449].title, "Listing 449");
  EXPECT_EQ(found.listings[0].url, "https://www.ebay.com/itm/110000000000");
  EXPECT_EQ(found.listings[0].market, "DE");
  EXPECT_EQ(server_.tokens, 1);
  EXPECT_THAT(found.captures, SizeIs(3));
  for (const auto& request : server_.requests())
    if (request.path.starts_with("/buy")) EXPECT_EQ(test::header_of(request, "X-EBAY-C-MARKETPLACE-ID"), "EBAY_DE");
  EXPECT_THAT(server_.paths(), Not(testing::Contains("/robots.txt")));
  EXPECT_THAT(found.captures[0].url, HasSubstr("filter=deliveryCountry:DE")) << "as another market's";
}

TEST_F(EbaySearch, TheLimitIsKeptToTheListing) {
  server_.titles = titles(900);
  EXPECT_THAT(find("search:ebay?q=x&limit=250").listings, SizeIs(250));
  EXPECT_THAT(find("search:ebay?q=x&limit=7").listings, SizeIs(7));
  EXPECT_THAT(find("search:ebay?q=x&limit=400").captures, SizeIs(2));
}

TEST_F(EbaySearch, NothingFoundIsNoProblem) {
  const Found found = find("search:ebay?q=x");
  EXPECT_THAT(found.listings, IsEmpty());
  EXPECT_THAT(found.problems, IsEmpty());
  EXPECT_THAT(found.captures, SizeIs(1));
}

TEST_F(EbaySearch, ATokenThatEndedIsFetchedAnew) {
  server_.titles = titles(1);
  const auto source = open("search:ebay?q=x");
  ASSERT_TRUE(source);
  std::string url;
  ASSERT_TRUE((*source)->list([&](const std::string& page) { url = page; }, [](const Problem&) {}));
  EXPECT_TRUE((*source)->fetch(url).get());
  EXPECT_TRUE((*source)->fetch(url).get());
  EXPECT_EQ(server_.tokens, 1);
  clock_.tick(std::chrono::hours{2});
  EXPECT_TRUE((*source)->fetch(url).get());
  EXPECT_EQ(server_.tokens, 2);
  server_.forgets_once = true;  // revoked before its time: 401, and a second try with a new one
  EXPECT_TRUE((*source)->fetch(url).get());
  EXPECT_EQ(server_.tokens, 3);
}

TEST_F(EbaySearch, WrongCredentialsAreNamedAndNotShown) {
  access_.credentials["MARKHOUND_EBAY_CLIENT_SECRET"] = "PRD-wrong-secret";
  const Found found = find("search:ebay?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::refused);
  EXPECT_THAT(to_line(found.problems[0]), HasSubstr("client authentication failed"));
  EXPECT_THAT(to_line(found.problems[0]), HasSubstr("MARKHOUND_EBAY_CLIENT_SECRET"));
  expect_no_secret(found, {"PRD-wrong-secret", test::EbayServer::id});
}

TEST_F(EbaySearch, MissingCredentialsAreNamedBeforeAnythingIsAsked) {
  access_.credentials.erase("MARKHOUND_EBAY_CLIENT_ID");
  const Found found = find("search:ebay?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_THAT(found.problems[0].cause, HasSubstr("MARKHOUND_EBAY_CLIENT_ID"));
  EXPECT_THAT(server_.requests(), IsEmpty());
}

TEST_F(EbaySearch, ACaptureNeverShowsASecretEvenWhereTheAnswerRepeatsIt) {
  server_.titles = titles(3);
  server_.repeats_secrets = true;
  const Found found = find("search:ebay?q=x");
  ASSERT_THAT(found.captures, SizeIs(1));
  EXPECT_THAT(found.listings, SizeIs(3));
  EXPECT_THAT(found.captures[0].content, HasSubstr("you sent"));
  expect_no_secret(found, {"token-number-1", test::EbayServer::id, test::EbayServer::secret});
}

TEST_F(EbaySearch, AQuotaThatIsUsedUpAndABrokenServerAreProblems) {
  server_.status = 429;
  Found found = find("search:ebay?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::refused);
  live_.reset();
  server_.status = 500;
  found = find("search:ebay?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::io) << "worth another try";
}

TEST_F(EbaySearch, AnAnswerThatIsNoJsonIsKeptAndSaid) {
  server_.titles = titles(1);
  const auto source = open("search:ebay?q=x");
  ASSERT_TRUE(source);
  std::string url;
  ASSERT_TRUE((*source)->list([&](const std::string& page) { url = page; }, [](const Problem&) {}));
  ASSERT_TRUE((*source)->fetch(url).get());
  server_.body_instead = "{\"itemSummaries\":[{\"legacyItemId\":";
  const auto capture = (*source)->fetch(url).get();
  ASSERT_TRUE(capture);
  const auto page = (*source)->read(*capture);
  EXPECT_THAT(page.listings, IsEmpty());
  ASSERT_THAT(page.problems, SizeIs(1));
  EXPECT_EQ(page.problems[0].kind, Problem::Kind::bad_input);
}

TEST_F(EbaySearch, KeysGoToNoUnencryptedAddressElsewhere) {
  for (const char* base :
       {"http://api.ebay.com", "http://127.0.0.1.evil.example", "ftp://api.ebay.com", "api.ebay.com"}) {
    access_.bases["ebay"] = base;
    const auto source = open("search:ebay?q=x");
    ASSERT_FALSE(source) << base;
    EXPECT_EQ(source.problem().kind, Problem::Kind::bad_input);
  }
}

class EtsySearch : public SearchTest {
 protected:
  EtsySearch() {
    access_.credentials = {{"MARKHOUND_ETSY_KEYSTRING", test::EtsyServer::keystring},
                           {"MARKHOUND_ETSY_SHARED_SECRET", test::EtsyServer::secret}};
    access_.bases = {{"etsy", server_.base()}};
  }
  ~EtsySearch() override { live_.reset(); }

  test::EtsyServer server_;
};

TEST_F(EtsySearch, ListingsComeWithPicturesAndShopsInBatches) {
  server_.titles = titles(230);
  const Found found = find("search:etsy?q=copper%20moth&market=DE&limit=500");
  EXPECT_THAT(found.problems, IsEmpty());
  ASSERT_THAT(found.listings, SizeIs(230));
  EXPECT_THAT(found.captures, SizeIs(6));
  for (const Listing& listing : found.listings) {
    EXPECT_EQ(listing.seller, "GansUndGlasur");
    EXPECT_EQ(listing.price.amount, "24.00");
    EXPECT_EQ(listing.ship_to, "DE");
    EXPECT_THAT(listing.images, SizeIs(1));
  }
  expect_no_secret(found, {test::EtsyServer::keystring, test::EtsyServer::secret});
}

TEST_F(EtsySearch, TheLimitIsKeptToTheListing) {
  server_.titles = titles(230);
  EXPECT_THAT(find("search:etsy?q=x&limit=120").listings, SizeIs(120));
  EXPECT_THAT(find("search:etsy?q=x&limit=1").listings, SizeIs(1));
  EXPECT_THAT(find("search:etsy?q=x&limit=100").captures, SizeIs(2));
}

TEST_F(EtsySearch, PicturesAreFetchedWithoutTheKey) {
  const auto source = open("search:etsy?q=x");
  ASSERT_TRUE(source);
  ASSERT_TRUE((*source)->fetch(server_.base() + "/missing.jpg").get());
  EXPECT_EQ(test::header_of(server_.requests().back(), "x-api-key"), "");
}

TEST_F(EtsySearch, AWrongKeyIsARefusal) {
  access_.credentials["MARKHOUND_ETSY_SHARED_SECRET"] = "wrong-secret";
  const Found found = find("search:etsy?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::refused);
  EXPECT_THAT(found.problems[0].cause, HasSubstr("Invalid API key"));
  expect_no_secret(found, {"wrong-secret", test::EtsyServer::keystring});
}

class AliExpressSearch : public SearchTest {
 protected:
  AliExpressSearch() {
    access_.credentials = {{"MARKHOUND_ALIEXPRESS_APP_KEY", test::AliExpressServer::key},
                           {"MARKHOUND_ALIEXPRESS_APP_SECRET", test::AliExpressServer::secret},
                           {"MARKHOUND_ALIEXPRESS_TRACKING_ID", "tracking-of-ours"}};
    access_.bases = {{"aliexpress", server_.base()}};
    server_.hmac = [this](const std::string& text) { return by_openssl(text); };
  }
  ~AliExpressSearch() override { live_.reset(); }

  std::string by_openssl(const std::string& text) {
    test::write_file(folder_ / "text", text);
    const std::string command = std::string("openssl dgst -sha256 -r -hmac ") + test::AliExpressServer::secret + " " +
                                (folder_ / "text").string();
    FILE* pipe = popen(command.c_str(), "r");
    char line[256] = {};
    if (!pipe || !fgets(line, sizeof line, pipe)) ADD_FAILURE() << "openssl did not run";
    if (pipe) pclose(pipe);
    std::string hex = std::string(line).substr(0, 64);
    for (char& c : hex)
      if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 32);
    return hex;
  }

  test::TempFolder folder_;
  test::AliExpressServer server_;
};

TEST_F(AliExpressSearch, SignedRequestsAreAnsweredPageByPage) {
  server_.titles = titles(120);
  const Found found = find("search:aliexpress?q=zephyr%20%26%20kin%20%E9%A6%99&market=FR&limit=110");
  EXPECT_THAT(found.problems, IsEmpty());
  ASSERT_THAT(found.listings, SizeIs(110));
  EXPECT_THAT(found.captures, SizeIs(3));
  EXPECT_EQ(found.listings[109].title, "Listing 109");
  EXPECT_EQ(found.listings[0].price.currency, "EUR");
  EXPECT_EQ(found.listings[0].market, "FR");
  expect_no_secret(found, {test::AliExpressServer::secret, test::AliExpressServer::key, "tracking-of-ours", "sign="});
}

TEST_F(AliExpressSearch, NothingFoundIsNoProblem) {
  const Found found = find("search:aliexpress?q=x");
  EXPECT_THAT(found.problems, IsEmpty());
  EXPECT_THAT(found.captures, SizeIs(1));
}

TEST_F(AliExpressSearch, ARefusalInsideAGoodAnswerIsAProblem) {
  access_.credentials["MARKHOUND_ALIEXPRESS_APP_SECRET"] = "wrong-secret";
  Found found = find("search:aliexpress?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::refused);
  EXPECT_THAT(found.problems[0].cause, HasSubstr("IncompleteSignature"));
  server_.body_instead =
      R"({"error_response":{"type":"ISP","code":"ApiCallLimit","msg":"too many","request_id":"0b"}})";
  found = find("search:aliexpress?q=x");
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::io) << "worth another try";
}

class ShopSearch : public SearchTest {
 protected:
  ~ShopSearch() override { live_.reset(); }

  std::string target(const std::string& platform, const std::string& rest) {
    return "search:" + platform + "?shop=" + crawler::percent_encoded(server_.url("")) + rest;
  }

  std::string robots_ = "User-agent: *\nDisallow: /wp-admin/\n";
  test::LoopbackServer server_{[this](test::Peer& peer, const test::Request& request) {
    const std::string& path = request.path;
    if (path == "/robots.txt") return peer.send(test::answer(robots_, "Content-Type: text/plain\r\n"));
    if (path.starts_with("/search/suggest.json?"))
      return peer.send(test::answer(
          R"({"resources":{"results":{"products":[{"id":1,"handle":"tv","title":"TESSAVOLT","price":"5.00"}]}}})",
          "Content-Type: application/json\r\n"));
    if (!path.starts_with("/wp-json/wc/store/v1/products?")) return peer.send(test::answer("", "", "404 Not Found"));
    const std::string page = crawler::parameter(path, "page");
    const std::string found = crawler::parameter(path, "search") == "harbor lantern" ? page : "9";
    return peer.send(test::answer(
        "[{\"id\":" + found + ",\"name\":\"Lantern " + found + "\",\"permalink\":\"/product/lantern-" + found + "/\"}]",
        "Content-Type: application/json\r\nX-WP-TotalPages: 3\r\n"));
  }};
};

TEST_F(ShopSearch, AWooCommerceShopIsSearchedPageByPage) {
  const Found found = find(target("woocommerce", "&q=harbor%20lantern&limit=300"));
  EXPECT_THAT(found.problems, IsEmpty());
  ASSERT_THAT(found.listings, SizeIs(3));
  EXPECT_EQ(found.listings[2].title, "Lantern 3");
  EXPECT_EQ(found.listings[2].url, server_.url("/product/lantern-3/"));
}

TEST_F(ShopSearch, AShopifyShopIsSearchedWhereItsRobotsTxtAllows) {
  EXPECT_THAT(find(target("shopify", "&q=tessavolt")).listings, SizeIs(1));
  live_.reset();
  robots_ = "User-agent: *\nDisallow: /search\n";
  const Found found = find(target("shopify", "&q=tessavolt"));
  ASSERT_THAT(found.problems, SizeIs(1));
  EXPECT_EQ(found.problems[0].kind, Problem::Kind::refused);
  EXPECT_THAT(found.problems[0].mend, HasSubstr("without a query"));
}

}  // namespace
}  // namespace markhound
