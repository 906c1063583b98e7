#include <gmock/gmock.h>

#include "crawler/content/base64.h"
#include "crawler/mhtml/transfer_encoding.h"
#include "tests/crawler/recorded_case.h"

namespace markhound::crawler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string boundary = "----MultipartBoundary--mJ3qQ5Ua0----";
const std::string url = "https://shop.example/shoe?id=7";
const std::string png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9\r\nawAAAABJRU5ErkJggg==";

std::string head(const std::string& mark = boundary) {
  return "From: <Saved by Blink>\r\nSnapshot-Content-Location: " + url +
         "\r\nSubject: =?utf-8?Q?Shoe?=\r\nDate: Tue, 24 Nov 2026 08:15:30 +0100\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"" +
         mark + "\"\r\n\r\n\r\n";
}

std::string part(const std::string& type, const std::string& encoding, const std::string& location,
                 const std::string& body, const std::string& mark = boundary) {
  return "--" + mark + "\r\nContent-Type: " + type +
         "\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: " + encoding +
         "\r\nContent-Location: " + location + "\r\n\r\n" + body + "\r\n";
}

const std::string page =
    part("text/html", "quoted-printable", url,
         "<!DOCTYPE html><html><head><meta http-equiv=3D\"Content-Type\" content=3D\"text/html; "
         "=\r\ncharset=3DUTF-8\"></head>"
         "<body><h1>Caf=C3=A9 shoe</h1><img src=3D\"https://cdn.ex=\r\nample/shoe.png\">  \r\n</body></html>");
const std::string frame = part("text/html", "8bit", "https://ads.example/frame", "<p>an advertisement</p>");
const std::string style = part("text/css", "quoted-printable", "cid:css-1@mhtml.blink", "a { color: red }");
const std::string picture = part("image/png", "base64", "https://cdn.example/shoe.png", png);
const std::string end = "--" + boundary + "--\r\n";

class MhtmlTest : public test::RecordedTest {};

TEST_F(MhtmlTest, APageWithItsPicturesIsFoundInOneFile) {
  auto source = open("shoe.mhtml", head() + page + frame + style + picture + end);
  const Listed listed = list(*source);
  EXPECT_EQ(listed.problems, "");
  EXPECT_THAT(listed.pages, ElementsAre(url)) << "a frame is no page of its own";
  const auto capture = source->fetch(url).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(capture->content, HasSubstr("content=\"text/html; charset=UTF-8\""));
  EXPECT_THAT(capture->content,
              HasSubstr("<h1>Caf\xc3\xa9 shoe</h1><img src=\"https://cdn.example/shoe.png\">\r\n</body>"));
  EXPECT_TRUE(capture->content.ends_with("</html>")) << "the line end before a boundary is the boundary's";
  EXPECT_EQ(capture->origin, Capture::Origin::archive);
  EXPECT_THAT(capture->exchanges, IsEmpty()) << "no exchange is made up";
  EXPECT_EQ(to_rfc3339(capture->time), "2026-11-24T07:15:30.000Z");
  const auto image = source->fetch("https://cdn.example/shoe.png").get();
  ASSERT_TRUE(image) << to_line(image.problem());
  EXPECT_EQ(image->content, *from_base64(png));
  EXPECT_EQ(image->media_type, "image/png");
  EXPECT_TRUE(source->fetch("https://ads.example/frame").get());
  EXPECT_EQ(source->fetch("https://elsewhere.example/").get().problem().kind, Problem::Kind::not_found);
  EXPECT_THAT(live_.asked, IsEmpty());
}

TEST_F(MhtmlTest, MultipartsWithinMultipartsAndBytesAsTheyAre) {
  const std::string inner = "inner";
  const std::string bytes = std::string("\x89PNG\r\n--not a boundary\r\n") + '\0' + std::string(200'000, 'x');
  auto source =
      open("old.mht", head() + "--" + boundary + "\r\nContent-Type: multipart/alternative; boundary=" + inner +
                          "\r\n\r\npreamble\r\n" + part("text/plain", "7bit", "text", "plain", inner) +
                          part("text/html", "binary", url, "<h1>inner</h1>", inner) + "--" + inner + "--\r\n" +
                          part("image/png", "BINARY", "/relative.png", bytes) + end);
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre(url)) << listed.problems;
  EXPECT_EQ(source->fetch(url).get()->content, "<h1>inner</h1>");
  const auto image = source->fetch("https://shop.example/relative.png").get();
  ASSERT_TRUE(image) << "a location is taken against the page's";
  EXPECT_EQ(image->content, bytes);
}

TEST_F(MhtmlTest, APageWithoutALocationHasTheFilesOwn) {
  auto source = open("a page.mhtml", "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<h1>alone</h1>");
  const Listed listed = list(*source);
  ASSERT_EQ(listed.pages.size(), 1u) << listed.problems;
  EXPECT_THAT(listed.pages[0], testing::EndsWith("/a%20page.mhtml"));
  EXPECT_EQ(source->fetch(listed.pages[0]).get()->content, "<h1>alone</h1>");
}

TEST_F(MhtmlTest, DamageCostsAPart) {
  const std::string bad = part("image/png", "base64", "https://cdn.example/bad.png", "no base64!");
  const std::string strange = part("image/png", "x-uuencode", "https://cdn.example/strange.png", "x");
  const std::string large = part("image/png", "8bit", "https://cdn.example/large.png", std::string(2u << 20, 'x'));
  auto source = open("a.mhtml", head() + page + bad + strange + large + picture);
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre(url));
  EXPECT_TRUE(source->fetch("https://cdn.example/shoe.png").get());
  for (const char* told :
       {"/bad.png in ", "/strange.png in ", "/large.png in ", "it breaks off before its last boundary"})
    EXPECT_THAT(listed.problems, HasSubstr(told));
}

TEST_F(MhtmlTest, CutAnywhereItNeverCrashes) {
  const std::string whole = head() + page + frame + picture + end;
  for (std::size_t size = 0; size < whole.size(); size += 7) (void)list(*open("cut.mhtml", whole.substr(0, size)));
}

TEST_F(MhtmlTest, WhatIsNoPageIsRefusedInWords) {
  EXPECT_THAT(list(*open("a.mhtml", "<html>")).problems, HasSubstr("it does not begin with MIME headers"));
  EXPECT_THAT(list(*open("b.mhtml", head() + picture + end)).problems, HasSubstr("there is no HTML part in it"));
}

TEST(QuotedPrintable, AsReadersTakeIt) {
  EXPECT_EQ(from_quoted_printable("a=3Db =\r\nc\t \r\nd"), "a=b c\r\nd");
  EXPECT_EQ(from_quoted_printable("50=% =4 ="), "50=% =4 ") << "no escapes, and a soft break at the end";
  EXPECT_EQ(from_quoted_printable(""), "");
}

TEST(Base64, GoesThereAndBack) {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    EXPECT_EQ(from_base64(to_base64(text)), text);
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");  // RFC 4648 section 10
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(from_base64("Zm 9v\r\nYg"), "foob");
  EXPECT_FALSE(from_base64("Zm9v!"));
  EXPECT_FALSE(from_base64("Zg==Zg"));
}

}  // namespace
}  // namespace markhound::crawler
