// Invented logs in the shape that the three browsers give them.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crawler/har/entry.h"
#include "crawler/har/json_bytes.h"
#include "tests/crawler/compressed.h"
#include "tests/crawler/recorded_case.h"

namespace markhound::crawler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string log(const std::string& entries, const std::string& more = "") {
  return "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"x\", \"version\": \"1\"}, " + more +
         "\"entries\": [" + entries + "]}}";
}

struct Entry {
  std::string url;
  std::string status = "200";
  std::string headers = "{\"name\": \"Content-Type\", \"value\": \"text/html\"}";
  std::string content = "\"size\": 5, \"mimeType\": \"text/html\", \"text\": \"<p>ok\"";
  std::string more = {};  ///< members of the entry itself
  std::string method = "GET";
};

std::string text_of(const Entry& e) {
  return "{" + e.more +
         "\"startedDateTime\": \"2026-01-02T03:04:05.120Z\", \"time\": 80.5, \"request\": {\"method\": \"" + e.method +
         "\", \"url\": \"" + e.url +
         "\", \"httpVersion\": \"http/2.0\", \"headers\": [{\"name\": \":authority\", \"value\": \"a\"}, {\"name\": "
         "\"accept\", \"value\": \"*/*\"}]}, \"response\": {\"status\": " +
         e.status + ", \"statusText\": \"\", \"httpVersion\": \"http/2.0\", \"headers\": [" + e.headers +
         "], \"redirectURL\": \"\", \"content\": {" + e.content + "}}, \"cache\": {}, \"timings\": {\"send\": 0}}";
}

const std::string png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

class HarTest : public test::RecordedTest {};

// Chrome: resource types, page titles, HTTP/2 pseudo headers, bodies decoded though the headers speak of brotli.
TEST_F(HarTest, OfChrome) {
  const std::string document = text_of(
      {.url = "https://shop.example/shoe?ref=1",
       .headers = "{\"name\": \":status\", \"value\": \"200\"}, {\"name\": \"content-type\", \"value\": \"text/html; "
                  "charset=gbk\"}, "
                  "{\"name\": \"content-encoding\", \"value\": \"br\"}",
       .content = "\"size\": 20, \"mimeType\": \"text/html\", \"text\": \"<h1>\xe9\x9e\x8b</h1>\\u0000\\ud83d\\ude00\"",
       .more = "\"_initiator\": {\"type\": \"other\"}, \"_priority\": \"VeryHigh\", \"_resourceType\": \"document\", "
               "\"pageref\": "
               "\"page_1\", \"serverIPAddress\": \"[2001:db8::1]\", "});
  const std::string frame = text_of(
      {.url = "https://ads.example/frame", .more = "\"_resourceType\": \"document\", \"pageref\": \"page_1\", "});
  const std::string picture = text_of(
      {.url = "https://cdn.example/shoe.png",
       .headers = "{\"name\": \"content-type\", \"value\": \"image/png\"}",
       .content = "\"size\": 70, \"mimeType\": \"image/png\", \"encoding\": \"base64\", \"text\": \"" + png + "\"",
       .more = "\"_resourceType\": \"image\", \"pageref\": \"page_1\", "});
  const std::string api = text_of({.url = "https://shop.example/api", .method = "POST"});
  const std::string blocked = text_of({.url = "https://track.example/", .status = "0"});
  const std::string data = text_of({.url = "data:image/png;base64,AAAA"});
  auto source = open("chrome.har", log(document + "," + frame + "," + picture + "," + api + "," + blocked + "," + data,
                                       "\"pages\": [{\"id\": \"page_1\", \"title\": \"https://shop.example/shoe\", "
                                       "\"pageTimings\": {}}], "));
  const Listed listed = list(*source);
  EXPECT_EQ(listed.problems, "");
  EXPECT_THAT(listed.pages, ElementsAre("https://shop.example/shoe?ref=1"));
  const auto page = source->fetch(listed.pages.at(0)).get();
  ASSERT_TRUE(page) << to_line(page.problem());
  EXPECT_EQ(page->content, std::string("<h1>\xe9\x9e\x8b</h1>\0\xf0\x9f\x98\x80", 17));
  EXPECT_EQ(page->charset, "utf-8") << "a HAR's text is Unicode, whatever the server sent";
  EXPECT_EQ(to_rfc3339(page->time), "2026-01-02T03:04:05.200Z") << "begun, and as long as it took";
  const Exchange& exchange = page->exchanges.at(0);
  EXPECT_EQ(exchange.protocol, "HTTP/2");
  EXPECT_EQ(exchange.remote_address, "2001:db8::1");
  EXPECT_THAT(exchange.request_headers, ElementsAre(Header{"accept", "*/*"}));
  EXPECT_EQ(header_value(exchange.response_headers, "X-Markhound-Orig-content-encoding"), "br");
  EXPECT_EQ(header_value(exchange.response_headers, "X-Markhound-Orig-content-type"), "text/html; charset=gbk");
  const auto image = source->fetch("https://cdn.example/shoe.png").get();
  ASSERT_TRUE(image) << to_line(image.problem());
  EXPECT_THAT(image->content, testing::StartsWith("\x89PNG"));
  EXPECT_EQ(image->media_type, "image/png");
  EXPECT_EQ(source->fetch("https://shop.example/api").get().problem().kind, Problem::Kind::not_found)
      << "what was posted is no answer to a visit";
  EXPECT_THAT(live_.asked, IsEmpty());
}

// Firefox: times with an offset, a redirect, and an answer 304 with the content that its cache had.
TEST_F(HarTest, OfFirefox) {
  std::string moved = text_of({.url = "http://shop.example/",
                               .status = "301",
                               .headers = "{\"name\": \"Location\", \"value\": \"https://shop.example/\"}",
                               .content = "\"mimeType\": \"text/html\", \"size\": 0, \"text\": \"\"",
                               .more = "\"pageref\": \"page_1\", \"_securityState\": \"insecure\", "});
  moved.replace(moved.find("05.120Z"), 7, "05.120+01:00");
  const std::string cached =
      text_of({.url = "https://shop.example/", .status = "304", .more = "\"pageref\": \"page_1\", "});
  auto source =
      open("firefox.har",
           "\xef\xbb\xbf" + log(moved + "," + cached, "\"browser\": {\"name\": \"Firefox\", \"version\": \"140\"}, "));
  EXPECT_THAT(list(*source).pages, ElementsAre("https://shop.example/"));
  const auto page = source->fetch("http://shop.example/").get();
  ASSERT_TRUE(page) << to_line(page.problem());
  ASSERT_EQ(page->exchanges.size(), 2u);
  EXPECT_EQ(page->exchanges[0].status, 301);
  EXPECT_EQ(page->exchanges[1].status, 200);
  EXPECT_EQ(header_value(page->exchanges[1].response_headers, "X-Markhound-Orig-Status"), "304");
  EXPECT_EQ(page->content, "<p>ok");
}

// Safari: no pagerefs, no resource types, and gzipped by whoever passed it on.
TEST_F(HarTest, OfSafariAndGzipped) {
  const std::string text =
      log(text_of({.url = "https://shop.example/1"}) + "," + text_of({.url = "https://shop.example/2"}));
  auto source = open("safari.har.gz", test::gzip(text));
  EXPECT_THAT(list(*source).pages, ElementsAre("https://shop.example/1", "https://shop.example/2"));
  EXPECT_EQ(source->fetch("https://shop.example/2").get()->content, "<p>ok");
}

TEST_F(HarTest, ContentThatTheBrowserLeftOutIsTold) {
  auto source = open(
      "a.har", log(text_of({.url = "https://shop.example/", .content = "\"size\": 99, \"mimeType\": \"text/html\""})));
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, IsEmpty());
  EXPECT_THAT(listed.problems, HasSubstr("https://shop.example/ in "));
  EXPECT_THAT(listed.problems, HasSubstr("the browser did not write its content"));
}

TEST_F(HarTest, OverlongStringsAreRefusedAndTheRestIsRead) {
  const std::string long_text = "\"size\": 5, \"text\": \"" + std::string(3u << 20, 'x') + "\\\"\\u00e9\"";
  const std::string bad_base64 = "\"size\": 5, \"encoding\": \"base64\", \"text\": \"?\"";
  auto source = open("a.har", log(text_of({.url = "https://a.example/long", .content = long_text}) + "," +
                                  text_of({.url = "https://a.example/bad", .content = bad_base64}) + "," +
                                  text_of({.url = "https://a.example/good"})));
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre("https://a.example/good"));
  EXPECT_THAT(listed.problems, HasSubstr("/long in"));
  EXPECT_THAT(listed.problems, HasSubstr("its content is no base 64"));
}

TEST_F(HarTest, CutOffItGivesWhatStandsBefore) {
  const std::string whole =
      log(text_of({.url = "https://a.example/1"}) + "," + text_of({.url = "https://a.example/2"}));
  auto source = open("a.har", whole.substr(0, whole.size() - 60));
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre("https://a.example/1"));
  EXPECT_THAT(listed.problems, HasSubstr("a.har at offset "));
  for (std::size_t size = 0; size < whole.size(); size += 13) (void)list(*open("cut.har", whole.substr(0, size)));
}

TEST_F(HarTest, WhatIsNoHarIsRefusedInWords) {
  EXPECT_THAT(list(*open("a.har", "{\"a\": 1}")).problems, HasSubstr("no HAR: it has no log.entries"));
  EXPECT_THAT(list(*open("b.har", "<html>")).problems, HasSubstr("parse error"));
  EXPECT_FALSE(list(*open("c.har", "")).ok);
  EXPECT_FALSE(list(*open("d.har", std::string(100'000, '['))).ok);
}

TEST(JsonBytes, CutsOnlyWhereJsonStays) {
  test::TempFolder folder;
  const std::string tails[] = {"\\u00e9\\n", "\\ud83d\\ude00", "\xe9\x9e\x8b", "\\\\\\\"", "abc"};
  for (const std::string& tail : tails)
    for (std::size_t length = 1; length < 24; ++length) {
      test::write_file(folder / "a.json", "[\"" + tail + tail + tail + "z\", \"next\"]");
      auto input = WarcInput::open((folder / "a.json").string());
      JsonBytes bytes(std::move(input).value(), length);
      const auto json = nlohmann::json::parse(JsonBytesIterator(bytes), JsonBytesIterator(), nullptr, false);
      ASSERT_TRUE(json.is_array()) << tail << length;
      EXPECT_LE(json[0].get<std::string>().size(), length + 12);
    }
}

TEST(HarTime, WithAnyOffset) {
  EXPECT_EQ(to_rfc3339(*time_of("2026-01-02T03:04:05.123456+01:30")), "2026-01-02T01:34:05.123Z");
  EXPECT_EQ(to_rfc3339(*time_of("2026-01-02T03:04:05-0800")), "2026-01-02T11:04:05.000Z");
  EXPECT_EQ(to_rfc3339(*time_of("2026-01-02T03:04:05Z")), "2026-01-02T03:04:05.000Z");
  for (const char* bad : {"", "now", "2026-01-02", "2026-01-02T03:04:05+x", "2026-01-02T03:04:05+"})
    EXPECT_FALSE(time_of(bad)) << bad;
}

}  // namespace
}  // namespace markhound::crawler
