// The report and everything in it that came from outside.
#include <regex>

#include <gmock/gmock.h>

#include "evidence/report/html.h"
#include "evidence/report/picture.h"
#include "tests/evidence/package_case.h"

namespace markhound::evidence {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Html, MakesMarkupInert) {
  EXPECT_EQ(escape("<script>alert('1')&\"x\"</script>"),
            "&lt;script&gt;alert(&#39;1&#39;)&amp;&quot;x&quot;&lt;/script&gt;");
}

TEST(Html, ShowsWhatWouldActUnseen) {
  const auto shown = [](const char* code) { return "<span class=\"hidden-char\">" + std::string(code) + "</span>"; };
  EXPECT_EQ(escape("a\xE2\x80\xAE"
                   "b"),
            "a" + shown("U+202E") + "b");
  EXPECT_EQ(escape("a\xE2\x80\x8B"
                   "b"),
            "a" + shown("U+200B") + "b");
  EXPECT_EQ(escape(std::string("a\0b\x1b[31m", 8)), "a" + shown("U+0000") + "b" + shown("U+001B") + "[31m");
  EXPECT_EQ(escape("\xF3\xA0\x81\x81"), shown("U+E0041"));
}

TEST(Html, ReplacesWhatIsNoText) {
  const std::string unknown = "\xEF\xBF\xBD";
  EXPECT_EQ(escape("\xff"), unknown);
  EXPECT_EQ(escape("\xC0\xAF"), unknown + unknown);
  EXPECT_EQ(escape("\xE4\xB8"), unknown);
  EXPECT_EQ(escape("\xED\xA0\x80"), unknown);
  EXPECT_EQ(escape("中文 ok"), "中文 ok");
}

TEST(Html, MarksASpan) {
  EXPECT_EQ(escape_marked("a <b> c", {2, 5}), "a <mark>&lt;b&gt;</mark> c");
  EXPECT_EQ(escape_marked("中文", {1, 3}), "中文") << "not between characters";
  EXPECT_EQ(escape_marked("ab", {1, 9}), "ab");
  EXPECT_EQ(escape_marked("ab", {2, 1}), "ab");
}

TEST(Html, EncodesBase64) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(Picture, KnowsKindAndSize) {
  const PictureFacts png = probe_picture(test::small_png());
  EXPECT_EQ(png.media_type, "image/png");
  EXPECT_EQ(png.width, 3);
  EXPECT_EQ(png.height, 2);
  EXPECT_EQ(probe_picture(std::string("GIF89a\x05\0\x07\0", 10)).height, 7);
  EXPECT_EQ(probe_picture("<?xml version=\"1.0\"?><svg/>").media_type, "image/svg+xml");
  EXPECT_EQ(probe_picture("<!doctype html><html><svg>").media_type, "");
  EXPECT_EQ(probe_picture("").extension, "bin");
  EXPECT_EQ(probe_picture("\xff\xd8\xff").width, 0);
}

TEST(Picture, TurnsAJpegAsItsExifSays) {
  const std::string frame("\xff\xc0\0\x11\x08\0\x10\0\x20\x03\1\x22\0\2\x11\1\3\x11\1", 19);
  EXPECT_EQ(probe_picture("\xff\xd8" + frame).width, 32);
  const std::string exif(
      "\xff\xe1\0\x22"
      "Exif\0\0MM\0\x2a\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0",
      36);
  EXPECT_EQ(probe_picture("\xff\xd8" + exif + frame).width, 16);
}

std::string report_of(test::PackageCase& room) {
  auto report = render_report(*room.vault, room.request, room.clock);
  EXPECT_TRUE(report.ok()) << to_line(report.problem());
  return report ? *report : "";
}

TEST(Report, ShowsTheMarkBesideThePictureWithItsRegion) {
  test::PackageCase room;
  const std::string html = report_of(room);
  EXPECT_THAT(html, HasSubstr("<mark>NORDFJELL</mark> jacket, XL"));
  EXPECT_THAT(html, HasSubstr("<polygon class=\"region\" points=\"0.0,0.0 2.0,0.0 2.0,1.0 0.0,1.0\"/>"));
  EXPECT_THAT(html, HasSubstr("<svg viewBox=\"0 0 3 2\""));
  EXPECT_THAT(html, HasSubstr("data:image/svg+xml;base64,"));
  EXPECT_THAT(html, HasSubstr("Nordfjell AS"));
  EXPECT_THAT(html, HasSubstr("EUTMR art. 9(2)(a)"));
  EXPECT_THAT(html, HasSubstr("证据报告"));
}

TEST(Report, RunsNothingThatAListingBrought) {
  test::PackageCase room;
  Finding finding = room.request.findings[0].finding;
  Listing listing = room.request.findings[0].seen;
  const std::string evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\xE2\x80\xAE\x1b]0;x\x07";
  for (std::string Listing::*member :
       {&Listing::title, &Listing::seller, &Listing::brand, &Listing::url, &Listing::id, &Listing::category,
        &Listing::market, &Listing::ship_to, &Listing::availability, &Listing::seller_url}) {
    listing.*member = evil;
  }
  listing.price.text = listing.price_to.text = evil;
  listing.variants = {evil};
  finding.title = finding.texts[0].text = finding.texts[0].where = finding.rules = finding.factors[0].reason =
      finding.defences[0].reason = finding.logos[0].match.reasons[0] = evil;
  ASSERT_TRUE(room.vault->record(listing, {finding}).ok());
  ASSERT_TRUE(room.vault->decide(finding.id, Decision::confirmed, evil).ok());
  room.request.findings = *room.vault->findings({});
  room.request.operator_name = evil;
  room.request.environment = {{evil, evil}};
  Mark& mark = room.request.marks[0].mark;
  mark.name = mark.owner = mark.goods = mark.office = mark.number = evil;
  const std::string html = report_of(room);
  EXPECT_THAT(html, HasSubstr("default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("onerror=alert(2)>")));
  EXPECT_THAT(html, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, Not(HasSubstr("href=")));
  EXPECT_FALSE(std::regex_search(html, std::regex("src=\"(?!data:)")));
}

}  // namespace
}  // namespace markhound::evidence
