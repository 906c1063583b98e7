#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "crawler/http/message.h"
#include "crawler/warc/archive.h"
#include "crawler/warc/digest.h"
#include "crawler/warc/reader.h"
#include "tests/crawler/compressed.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Listed {
  std::vector<std::string> pages;
  std::vector<Problem> problems;
};

Listed list(Archive& archive) {
  Listed listed;
  EXPECT_TRUE(archive.list([&](const std::string& url) { listed.pages.push_back(url); },
                           [&](const Problem& problem) { listed.problems.push_back(problem); }));
  return listed;
}

Archive open(const std::string& path) { return {path, path, 1u << 20}; }

std::string real(const std::string& name) { return test::real_data("warc") / name; }

std::string record(const std::string& type, const std::string& uri, const std::string& block,
                   const std::string& more = {}) {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n" +
         more + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string html(const std::string& body, const std::string& more = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n" + more + "\r\n" + body;
}

class WarcTest : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    test::write_file(folder_ / "a.warc", bytes);
    return (folder_ / "a.warc").string();
  }

  test::TempFolder folder_;
};

TEST(RealWarc, GoodOnesPlainAndCompressed) {
  MARKHOUND_NEEDS_DATA("warc");
  for (const char* name : {"example.warc", "example.warc.gz"}) {
    Archive archive = open(real(name));
    const Listed listed = list(archive);
    EXPECT_THAT(listed.problems, IsEmpty()) << name;
    EXPECT_THAT(listed.pages, testing::Contains("http://example.com/")) << name;
    const auto capture = archive.capture("http://example.com/");
    ASSERT_TRUE(capture) << name << ": " << to_line(capture.problem());
    EXPECT_EQ(capture->origin, Capture::Origin::archive);
    EXPECT_EQ(capture->media_type, "text/html");
    EXPECT_EQ(to_rfc3339(capture->time), "2017-03-06T04:02:06.000Z");
    EXPECT_EQ(capture->exchanges.at(0).remote_address, "93.184.216.34");
    EXPECT_THAT(capture->content, HasSubstr("<title>Example Domain</title>")) << "its gzip was taken off";
    EXPECT_NE(capture->exchanges.at(0).body, capture->content) << "the body is as it was transferred";
  }
}

TEST(RealWarc, ChunkedBodiesAndWrongChunks) {
  MARKHOUND_NEEDS_DATA("warc");
  const auto iana = open(real("example-iana.org-chunked.warc")).capture("http://www.iana.org/");
  ASSERT_TRUE(iana) << to_line(iana.problem());
  EXPECT_THAT(iana->content, HasSubstr("</html>"));
  EXPECT_FALSE(iana->content.find("\r\n0\r\n") != std::string::npos);
  Archive wrong = open(real("example-wrong-chunks.warc.gz"));
  const Listed listed = list(wrong);
  ASSERT_FALSE(listed.pages.empty());
  EXPECT_TRUE(wrong.capture(listed.pages[0]));
}

TEST(RealWarc, OddTargetUris) {
  MARKHOUND_NEEDS_DATA("warc");
  EXPECT_TRUE(open(real("example-wget-bad-target-uri.warc.gz")).capture("http://example.com/"));
  const auto picture = open(real("example-space-in-target-uri.warc.gz")).capture("file:///example%20with%20spaces.png");
  ASSERT_TRUE(picture) << to_line(picture.problem());
  EXPECT_EQ(picture->media_type, "image/png");
  EXPECT_EQ(picture->content.size(), 70u);
  const auto resource = open(real("example-resource.warc.gz")).capture("http://example.com/");
  ASSERT_TRUE(resource);
  EXPECT_THAT(resource->content, HasSubstr("Example Domain"));
}

TEST(RealWarc, OneGzipMemberForAllRecordsIsReadToo) {
  MARKHOUND_NEEDS_DATA("warc");
  EXPECT_TRUE(open(real("example-bad.warc.gz.bad")).capture("http://example.com?example=1"));
  EXPECT_TRUE(open(real("example-bad-non-chunked.warc.gz")).capture("http://example.com/"));
}

TEST(RealWarc, TruncatedAndBadOnesSayWhere) {
  MARKHOUND_NEEDS_DATA("warc");
  for (const char* name : {"example-trunc.warc", "example.arc", "bad.arc", "example.arc.gz"}) {
    Archive archive = open(real(name));
    const Listed listed = list(archive);
    ASSERT_FALSE(listed.problems.empty()) << name;
    EXPECT_THAT(to_line(listed.problems[0]), HasSubstr(name));
    EXPECT_THAT(to_line(listed.problems[0]), HasSubstr("at offset ")) << name;
  }
}

// Whatever byte a good archive is cut at, what stood whole before the cut is read, and nothing crashes.
TEST(RealWarc, CutAnywhere) {
  MARKHOUND_NEEDS_DATA("warc");
  test::TempFolder folder;
  for (const char* name : {"example.warc", "example.warc.gz"}) {
    const std::string whole = test::read_file(real(name));
    for (std::size_t size = 0; size < whole.size(); size += 37) {
      const std::string path = folder / "cut.warc";
      test::write_file(path, whole.substr(0, size));
      Archive archive = open(path);
      for (const std::string& page : list(archive).pages)
        EXPECT_TRUE(archive.capture(page)) << name << " cut at " << size;
    }
  }
}

TEST_F(WarcTest, PagesAreHtmlWithStatus200) {
  Archive archive = open(write(
      record("warcinfo", "urn:x", "x") + record("response", "http://a.example/1", html("1")) +
      record("request", "http://a.example/1", "GET / HTTP/1.1\r\n\r\n") +
      record("response", "http://a.example/p.jpg", "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff") +
      record("response", "http://a.example/404", "HTTP/1.1 404 Not Found\r\n\r\n<html>") +
      record("resource", "http://a.example/r", "<p>", "Content-Type: text/html\r\n")));
  EXPECT_THAT(list(archive).pages, ElementsAre("http://a.example/1", "http://a.example/r"));
  EXPECT_EQ(archive.capture("http://a.example/p.jpg")->media_type, "image/jpeg");
  EXPECT_EQ(archive.capture("http://a.example/404")->exchanges.at(0).status, 404);
  EXPECT_EQ(archive.capture("http://a.example/1?utm_source=x#y")->charset, "gbk") << "found by its canonical form";
  EXPECT_EQ(archive.capture("http://a.example/2").problem().kind, Problem::Kind::not_found);
}

TEST_F(WarcTest, RedirectsAreFollowedInTheArchive) {
  Archive archive = open(write(
      record("response", "http://a.example/", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n") +
      record("response", "http://a.example/b", html("b")) +
      record("response", "http://a.example/loop", "HTTP/1.1 302 Found\r\nLocation: /loop\r\n\r\n") +
      record("response", "http://a.example/out", "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\n\r\n")));
  const auto capture = archive.capture("http://a.example/");
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->asked, "http://a.example/");
  EXPECT_EQ(capture->url, "http://a.example/b");
  ASSERT_EQ(capture->exchanges.size(), 2u);
  EXPECT_EQ(capture->exchanges[0].status, 301);
  EXPECT_TRUE(archive.capture("http://a.example/loop"));
  EXPECT_EQ(archive.capture("http://a.example/out")->exchanges.back().status, 302);
}

TEST_F(WarcTest, ARevisitHasTheBodyThatItRefersTo) {
  const std::string revisit =
      record("revisit", "http://a.example/again", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: new\r\n\r\n",
             "WARC-Refers-To-Target-URI: http://a.example/1\r\nWARC-Refers-To-Date: 2026-01-02T03:04:05Z\r\n");
  const std::string lost = record("revisit", "http://a.example/lost", "HTTP/1.1 200 OK\r\n\r\n",
                                  "WARC-Refers-To-Target-URI: http://a.example/none\r\n");
  Archive archive = open(write(record("response", "http://a.example/1", html("one")) + revisit + lost));
  const auto capture = archive.capture("http://a.example/again");
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->content, "one");
  EXPECT_EQ(header_value(capture->exchanges.at(0).response_headers, "x"), "new");
  EXPECT_EQ(archive.capture("http://a.example/lost").problem().kind, Problem::Kind::not_found);
}

TEST_F(WarcTest, DamageInTheMiddleCostsOneRecord) {
  const std::string first = record("response", "http://a.example/1", html("1"));
  const std::string last = record("response", "http://a.example/2", html("2"));
  Archive plain = open(write(first + "garbage\nmore garbage\n" + last));
  const Listed listed = list(plain);
  EXPECT_THAT(listed.pages, ElementsAre("http://a.example/1", "http://a.example/2"));
  ASSERT_EQ(listed.problems.size(), 1u);
  EXPECT_THAT(to_line(listed.problems[0]), HasSubstr("at offset " + std::to_string(first.size())));

  std::string broken = test::gzip(record("response", "http://a.example/x", html(std::string(500, 'x') + "yz")));
  for (std::size_t i = 30; i < 50; ++i) broken[i] = '\x55';
  Archive packed = open(write(test::gzip(first) + broken + test::gzip(last)));
  const Listed from_packed = list(packed);
  EXPECT_THAT(from_packed.pages, testing::Contains("http://a.example/2"));
  EXPECT_FALSE(from_packed.problems.empty());
  EXPECT_EQ(packed.capture("http://a.example/2")->content, "2");
}

TEST_F(WarcTest, LiesAboutLengthsAreProblems) {
  for (const std::string length : {"-1", "99999999999999999999999", "x", "", "18446744073709551615"}) {
    const std::string lie =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: " + length +
        "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    Archive archive = open(write(lie));
    const Listed listed = list(archive);
    EXPECT_FALSE(listed.problems.empty()) << length;
    EXPECT_THAT(listed.pages, IsEmpty());
  }
}

TEST_F(WarcTest, OldVersionsAndOldHttpAreRead) {
  for (const char* version : {"WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"}) {
    std::string old = record("response", "http://a.example/", "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nold");
    old.replace(0, 8, version).replace(old.find("Content-Length"), 14, "content-length");
    Archive archive = open(write(old));
    EXPECT_THAT(list(archive).pages, ElementsAre("http://a.example/")) << version;
    const auto capture = archive.capture("http://a.example/");
    ASSERT_TRUE(capture) << version;
    EXPECT_EQ(capture->exchanges.at(0).protocol, "HTTP/1.0");
    EXPECT_EQ(capture->content, "old");
  }
}

TEST_F(WarcTest, EncodingsInAnyCaseAreTakenOffThoughChunksStayedOn) {
  const std::string packed = test::gzip("page");
  const std::string chunks = "5\r\n" + packed.substr(0, 5) + "\r\n" + "ff;x=y\r\n" + packed.substr(5);
  Archive archive = open(write(record("response", "http://a.example/1", html(packed, "content-encoding: GZip\r\n")) +
                               record("response", "http://a.example/2",
                                      html(chunks, "Content-Encoding: x-gzip\r\ntransfer-encoding: Chunked\r\n"))));
  EXPECT_EQ(archive.capture("http://a.example/1")->content, "page");
  EXPECT_EQ(archive.capture("http://a.example/2")->content, "page");
}

TEST_F(WarcTest, AnAlteredRecordIsTold) {
  const std::string whole = html("the page");
  auto digest = Digest::of("SHA-256");
  digest->add(whole);
  const std::string stated = "WARC-Block-Digest: sha256:" + to_hex(digest->end()) + "\r\n";
  Archive good = open(write(record("response", "http://a.example/", whole, stated)));
  EXPECT_THAT(good.capture("http://a.example/")->problems, IsEmpty());
  Archive altered = open(write(record("response", "http://a.example/", html("the Page"), stated)));
  const auto capture = altered.capture("http://a.example/");
  ASSERT_TRUE(capture) << "it is read, and told";
  ASSERT_EQ(capture->problems.size(), 1u);
  EXPECT_THAT(to_line(capture->problems[0]), HasSubstr("is not that of its bytes"));
}

TEST(Agrees, InBothAlphabetsAndOnlyWhereItCanTell) {
  EXPECT_EQ(agrees("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "abc"), true);  // RFC 3174's own vector
  EXPECT_EQ(agrees("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", "abc"), true);
  EXPECT_EQ(agrees("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", "abd"), false);
  EXPECT_EQ(agrees("md5:900150983cd24fb0d6963f7d28e17f72", "abc"), true);
  EXPECT_EQ(agrees("crc32:352441c2", "abc"), std::nullopt);
  EXPECT_EQ(agrees("abc", "abc"), std::nullopt);
}

// An archive of a gigabyte (a hole in the disk, mostly) is gone through in the memory of a small one.
TEST_F(WarcTest, MemoryDoesNotGrowWithTheArchive) {
  constexpr std::uint64_t large = 1u << 30;
  const std::string head =
      "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/film\r\nContent-Length: " +
      std::to_string(large) + "\r\n\r\n";
  const std::string path = write(head);
  std::filesystem::resize_file(path, head.size() + large);
  std::ofstream(path, std::ios::app | std::ios::binary) << "\r\n\r\n"
                                                        << record("response", "http://a.example/", html("page"));
  rusage before{};
  rusage after{};
  getrusage(RUSAGE_SELF, &before);
  Archive archive = open(path);
  EXPECT_THAT(list(archive).pages, ElementsAre("http://a.example/"));
  EXPECT_EQ(archive.capture("http://a.example/")->content, "page");
  EXPECT_EQ(archive.capture("http://a.example/film").problem().kind, Problem::Kind::limit);
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 * 1024) << "KiB";
}

TEST_F(WarcTest, BodiesOverTheLimitAreRefused) {
  const std::string path = write(record("response", "http://a.example/1", html(std::string(300'000, 'x'))) +
                                 record("response", "http://a.example/bomb",
                                        html(test::gzip(std::string(5'000'000, 'x')), "Content-Encoding: gzip\r\n")));
  Archive archive(path, path, 100'000);
  EXPECT_EQ(archive.capture("http://a.example/1").problem().kind, Problem::Kind::limit);
  EXPECT_EQ(archive.capture("http://a.example/bomb").problem().kind, Problem::Kind::limit);
}

TEST_F(WarcTest, AFileThatIsNotThereIsAProblem) {
  Archive archive = open((folder_ / "none.warc").string());
  EXPECT_FALSE(archive.list([](const std::string&) {}, [](const Problem&) {}));
  EXPECT_FALSE(archive.capture("http://a.example/"));
}

TEST(Dechunk, ToleratesWhatArchivesHold) {
  EXPECT_EQ(dechunk("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "abcde");
  EXPECT_EQ(dechunk("<html>not chunked</html>"), "<html>not chunked</html>");
  EXPECT_EQ(dechunk("3\r\nabc\r\n5\r\nde"), "abcde") << "broken off";
  EXPECT_EQ(dechunk("ffffffffffffffff\r\nab"), "ab");
  EXPECT_EQ(dechunk("fffffffffffffffff\r\nab"), "fffffffffffffffff\r\nab") << "no number of this machine";
  EXPECT_EQ(dechunk(""), "");
}

TEST(ParseResponse, WantsAStatusLine) {
  EXPECT_FALSE(parse_response(""));
  EXPECT_FALSE(parse_response("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(parse_response("HTTP/1.1 2x0 OK\r\n\r\n"));
  const auto folded = parse_response("HTTP/1.0 200\nA: 1\n 2\nB:3\n\nbody\n\nmore");
  ASSERT_TRUE(folded);
  EXPECT_EQ(header_value(folded->response_headers, "a"), "1 2");
  EXPECT_EQ(folded->body, "body\n\nmore");
}

}  // namespace
}  // namespace markhound::crawler
