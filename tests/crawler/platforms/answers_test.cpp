// Answers of platforms' interfaces as they really come: errors inside good answers, missing parts, hostile JSON, and a
// real search answer of eBay's.
#include <set>

#include <gmock/gmock.h>

#include "crawler/platforms/json_answer.h"
#include "tests/crawler/platforms/pages.h"
#include "tests/test_data.h"

namespace markhound {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* ebay_search = "https://api.ebay.com/buy/browse/v1/item_summary/search?q=x&limit=2&offset=0";
constexpr const char* etsy_search = "https://openapi.etsy.com/v3/application/listings/active?keywords=x&limit=100";
constexpr const char* aliexpress_search =
    "https://api-sg.aliexpress.com/sync?method=aliexpress.affiliate.product.query&keywords=x";
constexpr const char* woocommerce_search = "https://shop.example/wp-json/wc/store/v1/products?per_page=2";
constexpr const char* shopify_list = "https://shop.example/products.json?limit=2";
constexpr const char* every_interface[] = {ebay_search, etsy_search, aliexpress_search, woocommerce_search,
                                           shopify_list};

crawler::Page answered(std::string content, const std::string& url) {
  Capture capture = test::page_of(std::move(content), url);
  capture.media_type = "application/json";
  return crawler::parse(capture);
}

TEST(Answers, WhatIsNoJsonIsAProblemAndNoListing) {
  for (const char* url : every_interface)
    for (const char* content : {"", "<html>busy</html>", "{\"itemSummaries\":[", "\xff\xfe", "{\"products\":[{}"}) {
      const auto page = answered(content, url);
      EXPECT_THAT(page.listings, IsEmpty()) << url << content;
      ASSERT_THAT(page.problems, SizeIs(1)) << url << content;
      EXPECT_EQ(page.problems[0].kind, Problem::Kind::bad_input);
    }
}

TEST(Answers, JsonOfAnotherShapeGivesNothing) {
  for (const char* url : every_interface)
    for (const char* content : {"null", "7", "\"x\"", "[]", "{}", "[[[]]]", "{\"products\":7,\"results\":\"x\"}",
                                "{\"itemSummaries\":{},\"results\":{},\"resources\":[]}"}) {
      const auto page = answered(content, url);
      EXPECT_THAT(page.listings, IsEmpty()) << url << content;
      EXPECT_THAT(page.next, IsEmpty()) << url << content;
    }
}

TEST(Answers, EntriesOfOtherTypesArePassedByAndSaid) {
  const auto page =
      answered(R"({"itemSummaries":[7,"x",null,[],{"title":"no number"},{"legacyItemId":"1","title":"Lamp",
      "price":[],"image":"x","seller":7,"categories":{"a":1},"additionalImages":[[],{"imageUrl":{}}]}],"total":2})",
               ebay_search);
  ASSERT_THAT(page.listings, SizeIs(1));
  EXPECT_EQ(page.listings[0].title, "Lamp");
  ASSERT_THAT(page.problems, SizeIs(1));
  EXPECT_THAT(page.problems[0].cause, HasSubstr("5 of its 6 entries"));
}

TEST(Answers, DepthAndNumberOfValuesAreBounded) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  std::string many = "[0";
  for (int i = 0; i < 1'100'000; ++i) many += ",0";
  for (const std::string& hostile : {deep, many + "]", "{\"itemSummaries\":" + many + "]}"}) {
    const auto page = answered(hostile, ebay_search);
    ASSERT_THAT(page.problems, SizeIs(1));
    EXPECT_EQ(page.problems[0].kind, Problem::Kind::limit);
  }
}

TEST(Answers, AnErrorInsideAGoodAnswerIsAProblem) {
  EXPECT_THAT(
      answered(R"({"errors":[{"errorId":12006,"message":"The limit is wrong."}]})", ebay_search).problems[0].cause,
      HasSubstr("The limit is wrong. (12006)"));
  EXPECT_THAT(answered(R"({"error":"Shared secret is required in x-api-key header."})", etsy_search).problems[0].cause,
              HasSubstr("Shared secret is required"));
  EXPECT_THAT(
      answered(R"({"error_response":{"code":"IncompleteSignature","msg":"bad sign","type":"ISV"}})", aliexpress_search)
          .problems[0]
          .cause,
      HasSubstr("bad sign (IncompleteSignature)"));
  EXPECT_THAT(
      answered(R"({"code":"rest_no_route","message":"No route was found","data":{"status":404}})", woocommerce_search)
          .problems[0]
          .cause,
      HasSubstr("No route was found"));
}

TEST(Answers, AnEmptyAnswerIsNoProblem) {
  for (
      const auto& [content, url] : std::initializer_list<std::pair<const char*, const char*>>{
          {R"({"total":0,"limit":2,"offset":0})", ebay_search},
          {R"({"count":0,"results":[]})", etsy_search},
          {R"({"aliexpress_affiliate_product_query_response":{"resp_result":{"resp_code":405,"resp_msg":"The result is empty"}}})",
           aliexpress_search},
          {"[]", woocommerce_search},
          {R"({"products":[]})", shopify_list}}) {
    const auto page = answered(content, url);
    EXPECT_THAT(page.problems, IsEmpty()) << url;
    EXPECT_THAT(page.listings, IsEmpty()) << url;
    EXPECT_THAT(page.next, IsEmpty()) << url;
    EXPECT_TRUE(page.list) << url;
  }
}

TEST(Answers, OnlyThePlatformItselfSpeaksForIt) {
  const std::string answer = R"({"itemSummaries":[{"legacyItemId":"1","title":"Lamp"}],"total":1})";
  const std::string elsewhere = "https://evil.example/buy/browse/v1/item_summary/search?q=x";
  EXPECT_THAT(answered(answer, elsewhere).listings, IsEmpty());
  Capture searched = test::page_of(answer, "http://127.0.0.1:8080/buy/browse/v1/item_summary/search?q=x");
  searched.media_type = "application/json";
  searched.source = "search:ebay?q=x";
  EXPECT_THAT(crawler::parse(searched).listings, SizeIs(1));
  searched.source = "search:etsy?q=x";
  EXPECT_THAT(crawler::parse(searched).listings, IsEmpty());
}

TEST(Answers, AnAddressOnAnotherSiteIsNotTaken) {
  const auto page = answered(
      R"({"itemSummaries":[{"legacyItemId":"5","title":"Lamp","itemWebUrl":"https://ebay.evil.example/itm/5"}]})",
      ebay_search);
  ASSERT_THAT(page.listings, SizeIs(1));
  EXPECT_EQ(page.listings[0].url, "https://www.ebay.com/itm/5");
}

TEST(Answers, PagesEndWhereThePlatformGivesNoMore) {
  const std::string one = R"("itemSummaries":[{"legacyItemId":"5","title":"Lamp"}])";
  const std::string last = "https://api.ebay.com/buy/browse/v1/item_summary/search?q=x&limit=200&offset=9800";
  EXPECT_THAT(answered("{\"total\":7206380,\"limit\":200,\"offset\":9800," + one + "}", last).next, IsEmpty());
  EXPECT_THAT(answered("{\"total\":7206380,\"limit\":-200,\"offset\":9223372036854775807," + one + "}", last).next,
              IsEmpty());
  EXPECT_THAT(
      answered(R"({"count":50000,"results":[{"listing_id":1}]})", std::string(etsy_search) + "&offset=11999").next,
      IsEmpty());
  EXPECT_THAT(answered(R"({"products":[{"handle":"a","title":"A"},{"handle":"b","title":"B"}]})",
                       std::string(shopify_list) + "&page=100")
                  .next,
              IsEmpty());
}

TEST(Answers, AmountsOfTheSmallestUnit) {
  EXPECT_EQ(crawler::amount_of_minor("1999", 2), "19.99");
  EXPECT_EQ(crawler::amount_of_minor("5", 2), "0.05");
  EXPECT_EQ(crawler::amount_of_minor("0", 2), "0.00");
  EXPECT_EQ(crawler::amount_of_minor("1500", 0), "1500");
  EXPECT_EQ(crawler::amount_of_minor("0012345", 3), "12.345");
  for (const char* bad : {"", "-5", "1.5", "1e5", "9999999999999999999"})
    EXPECT_EQ(crawler::amount_of_minor(bad, 2), "") << bad;
  EXPECT_EQ(crawler::amount_of_minor("5", 7), "");
  EXPECT_EQ(crawler::amount_of_minor("5", -1), "");
}

TEST(Answers, ARealSearchAnswerIsReadWhole) {
  MARKHOUND_NEEDS_DATA("api");
  const auto page =
      answered(test::read_file(test::real_data("api/ebay-browse-search.json")),
               "https://api.ebay.com/buy/browse/v1/item_summary/search?q=iphone&limit=100&sort=price&offset=0");
  ASSERT_THAT(page.listings, SizeIs(100));
  EXPECT_THAT(page.problems, IsEmpty());
  EXPECT_EQ(page.next,
            "https://api.ebay.com/buy/browse/v1/item_summary/search?q=iphone&limit=100&sort=price&offset=100");
  std::set<std::string> numbers;
  for (const Listing& listing : page.listings) {
    numbers.insert(listing.url);
    EXPECT_FALSE(listing.price.amount.empty()) << listing.url;
    EXPECT_EQ(listing.price.currency, "USD") << listing.url;
    EXPECT_FALSE(listing.seller.empty()) << listing.url;
    EXPECT_FALSE(listing.images.empty()) << listing.url;
    EXPECT_TRUE(listing.url.starts_with("https://www.ebay.com/itm/")) << listing.url;
  }
  EXPECT_GT(numbers.size(), 90u);  // variants of one item share its page
}

}  // namespace
}  // namespace markhound
