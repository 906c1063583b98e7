// Every platform in the table has a sample: a page, and the listing that must be read from it.
#include <filesystem>
#include <iostream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crawler/platform.h"
#include "tests/crawler/platforms/pages.h"
#include "tests/test_data.h"

namespace markhound {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

/// As `read --json` prints it: what the page does not have is absent.
Json described(const Listing& listing) {
  Json json = {{"platform", listing.platform},
               {"id", listing.id},
               {"url", listing.url},
               {"title", listing.title},
               {"description", listing.description},
               {"availability", listing.availability},
               {"brand", listing.brand},
               {"sku", listing.sku},
               {"gtin", listing.gtin},
               {"mpn", listing.mpn},
               {"seller", listing.seller},
               {"seller_url", listing.seller_url},
               {"category", listing.category},
               {"market", listing.market},
               {"ship_to", listing.ship_to}};
  for (auto field = json.begin(); field != json.end();)
    field = field->get<std::string>().empty() ? json.erase(field) : ++field;
  if (!listing.price.empty())
    json["price"] = {
        {"amount", listing.price.amount}, {"currency", listing.price.currency}, {"text", listing.price.text}};
  if (!listing.price_to.empty())
    json["price_to"] = {{"amount", listing.price_to.amount},
                        {"currency", listing.price_to.currency},
                        {"text", listing.price_to.text}};
  if (!listing.variants.empty()) json["variants"] = listing.variants;
  if (!listing.images.empty()) json["images"] = listing.images;
  return json;
}

/// An answer as the interface of a platform gave it at `expected`'s address.
Capture answer_of(std::string content, const Json& expected) {
  Capture capture = test::page_of(std::move(content), expected["address"]);
  capture.media_type = "application/json";
  Exchange& exchange = capture.exchanges.emplace_back();
  exchange.status = 200;
  const auto read = [&](const char* name, std::vector<Header>& headers) {
    const Json given = expected.value(name, Json::object());
    for (const auto& header : given.items()) headers.push_back({header.key(), header.value()});
  };
  read("request_headers", exchange.request_headers);
  read("response_headers", exchange.response_headers);
  return capture;
}

/// page.html, and the listing that is on it.
void check_page(const fs::path& folder) {
  const Json expected = Json::parse(test::read_file(folder / "listing.json"));
  const std::string page = test::read_file(folder / "page.html");
  for (const std::string& url : {expected["url"].get<std::string>(), "file://" + (folder / "page.html").string()}) {
    const crawler::Page read = test::parsed(page, url);
    ASSERT_EQ(read.listings.size(), 1u) << folder;
    EXPECT_EQ(described(read.listings[0]), expected) << described(read.listings[0]).dump(2);
    EXPECT_FALSE(read.list);
    EXPECT_TRUE(read.problems.empty());
  }
}

/// X.json, an answer, and X.expected.json, all that is read from it.
void check_answer(const crawler::Platform& platform, const fs::path& file) {
  const std::string stem = file.filename().string().substr(0, file.filename().string().find('.'));
  const Json expected = Json::parse(test::read_file(file));
  const Capture capture = answer_of(test::read_file(file.parent_path() / (stem + ".json")), expected);
  EXPECT_TRUE(platform.accepts(capture)) << file;
  const crawler::Page read = crawler::parse(capture);
  Json listings = Json::array();
  for (const Listing& listing : read.listings) listings.push_back(described(listing));
  EXPECT_EQ(listings, expected["listings"]) << file << listings.dump(1);
  EXPECT_EQ(Json(read.links), expected.value("links", Json::array())) << file;
  EXPECT_EQ(read.next, expected.value("next", "")) << file;
  EXPECT_TRUE(read.list);
  EXPECT_TRUE(read.problems.empty()) << to_line(read.problems.front());
}

TEST(Platforms, EachHasSamplesThatAreReadAsExpected) {
  for (const crawler::Platform& platform : crawler::platforms()) {
    const auto folder = test::source_folder("samples/platforms") / platform.name;
    int samples = 0;
    if (fs::exists(folder / "page.html")) check_page(folder), ++samples;
    if (!fs::exists(folder)) FAIL() << folder << " needs page.html and listing.json, or answers";
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().string().ends_with(".expected.json")) check_answer(platform, entry.path()), ++samples;
    EXPECT_GT(samples, 0) << folder << " needs page.html and listing.json, or answers";
  }
}

TEST(Platforms, TheLastAcceptsEveryPage) {
  const auto table = crawler::platforms();
  ASSERT_FALSE(table.empty());
  EXPECT_STREQ(table.back().name, "generic");
  EXPECT_TRUE(table.back().accepts(test::page_of("<p>hello")));
  EXPECT_EQ(table.back().search_url, nullptr);
}

TEST(Platforms, SearchAddressesEncodeTheQuery) {
  EXPECT_EQ(crawler::platforms()[1].search_url("NORD & fjell 香"),
            "https://www.amazon.com/s?k=NORD%20%26%20fjell%20%E9%A6%99");
}

TEST(Platforms, AHostThatOnlyLooksLikeOneIsGeneric) {
  const std::string page = "<h1>Lamp</h1><div class=price>$5.00</div><button>Add to cart</button>";
  for (const char* url : {"https://amazon.evil-shop.example/dp/B000000000", "https://notamazon.com/dp/B000000000"})
    EXPECT_EQ(test::parsed(page, url).listings.at(0).platform, "generic") << url;
  EXPECT_EQ(test::parsed(page, "https://www.amazon.com.au/dp/B000000000").listings.at(0).platform, "amazon");
}

}  // namespace
}  // namespace markhound
