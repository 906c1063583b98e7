#include <gmock/gmock.h>

#include "crawler/wacz/contents.h"
#include "crawler/wacz/zip.h"
#include "crawler/warc/digest.h"
#include "tests/crawler/compressed.h"
#include "tests/crawler/recorded_case.h"
#include "tests/crawler/zip_builder.h"

namespace markhound::crawler {
namespace {

using test::ZipBuilder;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string response(const std::string& url, const std::string& body, const std::string& type = "text/html") {
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + body;
  return test::gzip("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url +
                    "\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Length: " + std::to_string(block.size()) +
                    "\r\n\r\n" + block + "\r\n\r\n");
}

std::string sha256_of(const std::string& bytes) {
  auto digest = Digest::of("sha256");
  digest->add(bytes);
  return "sha256:" + to_hex(digest->end());
}

const std::string pages_header = "{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n";
const std::string shoe = "https://shop.example/shoe";
const std::string shoe_line = "{\"url\": \"https://shop.example/shoe\", \"title\": \"shoe\"}\n";

class WaczTest : public test::RecordedTest {
 protected:
  std::unique_ptr<Source> open_built(const ZipBuilder& zip) { return open("a.wacz", zip.build()); }
  const std::string warc_ = response(shoe, "<h1>shoe</h1>") + response("https://shop.example/frame", "<p>frame</p>");
};

TEST_F(WaczTest, GivesThePagesThatItLists) {
  auto source =
      open_built(ZipBuilder().add("archive/data.warc.gz", warc_).add("pages/pages.jsonl", pages_header + shoe_line));
  const Listed listed = list(*source);
  EXPECT_EQ(listed.problems, "");
  EXPECT_THAT(listed.pages, ElementsAre(shoe)) << "the frame is no page of it";
  const auto capture = source->fetch(shoe).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->content, "<h1>shoe</h1>");
  EXPECT_EQ(capture->origin, Capture::Origin::archive);
  EXPECT_EQ(to_rfc3339(capture->time), "2026-01-02T03:04:05.000Z");
  EXPECT_TRUE(source->fetch("https://shop.example/frame").get());
  EXPECT_EQ(source->fetch("https://shop.example/none").get().problem().kind, Problem::Kind::not_found);
  EXPECT_THAT(live_.asked, IsEmpty());
}

TEST_F(WaczTest, WithoutAListOfPagesEachHtmlAnswerIsOne) {
  auto source = open_built(ZipBuilder().add("archive/data.warc.gz", warc_));
  EXPECT_THAT(list(*source).pages, ElementsAre(shoe, "https://shop.example/frame"));
}

TEST_F(WaczTest, DeflatedZip64AndSeveralWarcsAreReadToo) {
  const std::string moved = test::gzip(
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://shop.example/old\r\nContent-Length: 60\r\n\r\n"
      "HTTP/1.1 301 Moved\r\nLocation: https://shop.example/shoe\r\n\r\n    \r\n\r\n");
  for (const bool zip64 : {false, true}) {
    auto source = open_built(ZipBuilder()
                                 .add("archive/1.warc.gz", moved, {.deflate = true, .zip64 = zip64})
                                 .add("archive/2.warc.gz", warc_, {.deflate = false, .zip64 = zip64})
                                 .add("pages/pages.jsonl", shoe_line, {.deflate = true, .zip64 = zip64}));
    const Listed listed = list(*source);
    EXPECT_THAT(listed.pages, ElementsAre(shoe)) << listed.problems;
    const auto capture = source->fetch("https://shop.example/old").get();
    ASSERT_TRUE(capture) << to_line(capture.problem());
    EXPECT_EQ(capture->url, shoe) << "a redirect from one WARC file into another";
    EXPECT_EQ(capture->exchanges.size(), 2u);
  }
}

TEST_F(WaczTest, WrongDigestsAreTold) {
  const std::string package = "{\"resources\": [{\"path\": \"archive/data.warc.gz\", \"hash\": \"" + sha256_of(warc_) +
                              "\"}, " + "{\"path\": \"pages/pages.jsonl\", \"hash\": \"" + sha256_of("other") +
                              "\"}, " + "{\"path\": \"archive/lost.warc.gz\", \"hash\": \"sha256:00\"}]}";
  auto source = open_built(ZipBuilder()
                               .add("archive/data.warc.gz", warc_)
                               .add("pages/pages.jsonl", shoe_line)
                               .add("datapackage.json", package)
                               .add("datapackage-digest.json", "{\"hash\": \"" + sha256_of(package + " ") + "\"}"));
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre(shoe)) << "what is there is read all the same";
  EXPECT_THAT(listed.problems, HasSubstr("pages/pages.jsonl has not the digest"));
  EXPECT_THAT(listed.problems, HasSubstr("the digest of its datapackage.json"));
  EXPECT_THAT(listed.problems, HasSubstr("names archive/lost.warc.gz, which is not in it"));
  EXPECT_THAT(listed.problems, Not(HasSubstr("data.warc.gz has not")));
}

TEST_F(WaczTest, NamesThatLeadOutStandTwiceOrAreEncryptedArePassedBy) {
  auto source = open_built(ZipBuilder()
                               .add("../../etc/cron.d/evil", "x")
                               .add("/absolute", "x")
                               .add("archive\\win.warc.gz", warc_)
                               .add("archive/../../x.warc.gz", warc_)
                               .add("archive/data.warc.gz", warc_)
                               .add("archive/data.warc.gz", response("https://shop.example/second", "2"))
                               .add("archive/secret.warc.gz", warc_, {.flags = 1})
                               .add("archive/lzma.warc.gz", warc_, {.method = 14}));
  const Listed listed = list(*source);
  EXPECT_THAT(listed.pages, ElementsAre(shoe, "https://shop.example/frame"));
  for (const char* told : {"etc/cron.d/evil\" was passed by: its name leads out", "\"/absolute\"", "win.warc.gz",
                           "x.warc.gz", "stands in the archive twice", "it is encrypted", "not known (14)"})
    EXPECT_THAT(listed.problems, HasSubstr(told));
}

TEST_F(WaczTest, BombsStop) {
  const std::string zeros(80u << 20, '\0');
  auto source = open_built(ZipBuilder().add("archive/bomb.warc", zeros, {.deflate = true}));
  const Listed listed = list(*source);
  EXPECT_FALSE(listed.ok);
  EXPECT_THAT(listed.problems, HasSubstr("unpacks to more than 100 times its size"));
  auto liar = open("b.wacz", ZipBuilder().add("archive/data.warc.gz", warc_, {.deflate = true, .claimed = 10}).build());
  EXPECT_THAT(list(*liar).problems, HasSubstr("longer than its directory states"));
}

TEST_F(WaczTest, DamageIsTold) {
  EXPECT_THAT(list(*open("a.wacz", "no zip")).problems, HasSubstr("it is no ZIP file"));
  EXPECT_THAT(list(*open("b.wacz", ZipBuilder().add("x", "y").build())).problems, HasSubstr("holds no archive/*.warc"));
  std::string zip = ZipBuilder().add("archive/data.warc.gz", warc_).build();
  zip[zip.find(warc_) + 40] ^= 1;
  EXPECT_THAT(list(*open("c.wacz", zip)).problems, HasSubstr("checksum of its entry \"archive/data.warc.gz\" differs"));
  EXPECT_FALSE(list(*open("d.wacz", zip.substr(0, zip.size() - 30))).ok);
}

TEST(PageLines, PassesByWhatIsNoPage) {
  PageLines lines("pages.jsonl");
  const std::string text = pages_header + "{\"url\": \"https://a.exa";
  lines.add(text);
  lines.add("mple/\"}\n\n{\"url\": \"javascript:x\"}\n[[[[[\n{\"url\": 7}\n{\"url\": \"http://b.example/\"}");
  lines.end();
  EXPECT_THAT(lines.pages(), ElementsAre("https://a.example/", "http://b.example/"));
  EXPECT_EQ(lines.problems().size(), 3u);
}

struct RealWacz : test::RecordedTest, testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(RealWacz, GivesItsPages) {
  MARKHOUND_NEEDS_DATA("wacz");
  auto source = open((test::real_data("wacz") / GetParam().first).string());
  const Listed listed = list(*source);
  EXPECT_EQ(listed.problems, "") << "digests fit; signatures are not judged";
  ASSERT_THAT(listed.pages, Contains(std::string(GetParam().second)));
  const auto capture = source->fetch(GetParam().second).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_THAT(capture->content.substr(0, 40), HasSubstr("<html"));
}

INSTANTIATE_TEST_SUITE_P(
    All, RealWacz,
    testing::Values(std::pair("valid_signed_example_1.wacz", "https://example.com/"),
                    std::pair("invalid_signed_example_1.wacz", "https://example.com/"),
                    std::pair("not-signed.wacz",
                              "https://www.francetvinfo.fr/faits-divers/incendie/en-images-incendie-en-bretagne-le-feu-"
                              "ralentit-sa-progression-dans-les-monts-d-arree_5267491.html"),
                    std::pair("ill-digest.wacz", "https://twitter.com/dog_rates/status/1298052245209006086?s=20")));

TEST(RealHostileZip, NamesThatLeadOutArePassedBy) {
  MARKHOUND_NEEDS_DATA("hostile/archives");
  for (const char* name : {"zip-slip.zip", "zip-slip-win.zip"}) {
    auto zip = ZipFile::open(test::real_data("hostile/archives") / name);
    ASSERT_TRUE(zip) << to_line(zip.problem());
    ASSERT_EQ((*zip)->entries().size(), 1u);
    EXPECT_EQ((*zip)->entries()[0].name, "good.txt");
    ASSERT_EQ((*zip)->problems().size(), 1u);
    EXPECT_THAT(to_line((*zip)->problems()[0]), HasSubstr("evil.txt"));
  }
}

}  // namespace
}  // namespace markhound::crawler
