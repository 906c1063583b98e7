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
               {"category", listing.category},
               {"market", listing.market},
               {"ship_to", listing.ship_to}};
  for (auto field = json.begin(); field != json.end();)
    field = field->get<std::string>().empty() ? json.erase(field) : ++field;
  if (!listing.price.empty())
    json["price"] = {
        {"amount", listing.price.amount}, {"currency", listing.price.currency}, {"text", listing.price.text}};
  if (!listing.images.empty()) json["images"] = listing.images;
  return json;
}

TEST(Platforms, EachHasASampleThatIsReadAsExpected) {
  for (const crawler::Platform& platform : crawler::platforms()) {
    const auto folder = test::source_folder("samples/platforms") / platform.name;
    ASSERT_TRUE(std::filesystem::exists(folder / "page.html")) << folder << " needs page.html and listing.json";
    const Json expected = Json::parse(test::read_file(folder / "listing.json"));
    const std::string page = test::read_file(folder / "page.html");
    for (const std::string& url : {expected["url"].get<std::string>(), "file://" + (folder / "page.html").string()}) {
      const crawler::Page read = test::parsed(page, url);
      ASSERT_EQ(read.listings.size(), 1u) << platform.name;
      EXPECT_EQ(described(read.listings[0]), expected) << described(read.listings[0]).dump(2);
      EXPECT_TRUE(read.problems.empty());
    }
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
  EXPECT_EQ(crawler::platforms()[0].search_url("NORD & fjell 香"),
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
