#include <string>

#include <gtest/gtest.h>

#include "crawler/content/decoder.h"
#include "crawler/content/media_type.h"
#include "tests/crawler/compressed.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using End = Decoded::End;

constexpr std::size_t mebibyte = 1u << 20;

std::string bomb_file(const std::string& name) { return test::read_file(test::real_data("hostile/bombs") / name); }

TEST(Decode, EveryEncodingAndStacksOfThem) {
  MARKHOUND_NEEDS_DATA("hostile/bombs");
  const std::string page = decode_content(bomb_file("html-gzip.bin"), "gzip", mebibyte).content;
  ASSERT_GT(page.size(), 1000u);
  const std::pair<const char*, const char*> cases[] = {{"html-br.bin", "br"},
                                                       {"html-rawdeflate.bin", "deflate"},
                                                       {"html-zlibdeflate.bin", "deflate"},
                                                       {"html-gzip-deflate.bin", "gzip, deflate"},
                                                       {"html-gzip-deflate-gzip.bin", "gzip,deflate , GZIP"},
                                                       {"html-zstd-static-content-size.bin", "zstd"},
                                                       {"html-zstd-static-no-content-size.bin", "zstd"},
                                                       {"html-zstd-streaming-no-content-size.bin", "zstd"}};
  for (const auto& [file, encoding] : cases) {
    const Decoded decoded = decode_content(bomb_file(file), encoding, mebibyte);
    EXPECT_EQ(decoded.end, End::whole) << file << ": " << decoded.cause;
    EXPECT_TRUE(decoded.content.find("<title>") != std::string::npos) << file;
  }
}

TEST(Decode, BombsStopAtTheLimit) {
  MARKHOUND_NEEDS_DATA("hostile/bombs");
  const std::pair<const char*, const char*> bombs[] = {
      {"bomb-gzip.bin", "gzip"}, {"bomb-deflate.bin", "deflate"}, {"bomb-br.bin", "br"}, {"bomb-zstd.bin", "zstd"}};
  for (const auto& [file, encoding] : bombs) {
    const Decoded decoded = decode_content(bomb_file(file), encoding, mebibyte);
    EXPECT_EQ(decoded.end, End::over_limit) << file;
    EXPECT_TRUE(decoded.content.empty());
    EXPECT_NE(decoded.cause.find("1048576"), std::string::npos) << decoded.cause;
  }
}

TEST(Decode, TruncatedGzipGivesWhatCameOut) {
  MARKHOUND_NEEDS_DATA("hostile/bombs");
  const Decoded decoded = decode_gzip(bomb_file("unexpected-eof.gz"), mebibyte);
  EXPECT_EQ(decoded.end, End::truncated);
  EXPECT_TRUE(decoded.content.starts_with("document.write('"));
  EXPECT_TRUE(decoded.content.ends_with("</a>');"));
}

TEST(Decode, AWrongChecksumKeepsTheContent) {
  MARKHOUND_NEEDS_DATA("hostile/bombs");
  for (const char* file : {"truncated-crc-error.gz", "truncated-crc-error-short.gz"}) {
    const Decoded decoded = decode_gzip(bomb_file(file), mebibyte);
    EXPECT_NE(decoded.end, End::whole) << file;
    EXPECT_GT(decoded.content.size(), 1000u) << file;
  }
}

TEST(Decode, TheLimitIsExact) {
  const std::string gzipped = test::gzip(std::string(5000, 'x'));
  EXPECT_EQ(decode_gzip(gzipped, 5000).end, End::whole);
  EXPECT_EQ(decode_gzip(gzipped, 4999).end, End::over_limit);
  EXPECT_EQ(decode_content("12345", "", 5).content, "12345");
  EXPECT_EQ(decode_content("12345", "", 4).end, End::over_limit);
}

TEST(Decode, MembersAndWhatFollowsThem) {
  EXPECT_EQ(decode_gzip(test::gzip("one ") + test::gzip("two"), 100).content, "one two");
  EXPECT_EQ(decode_gzip(test::gzip("one") + std::string(10, '\0'), 100).content, "one");
  EXPECT_EQ(decode_gzip(test::gzip(""), 100).end, End::whole);
}

TEST(Decode, AMislabelledBodyIsTakenAsItIs) {
  EXPECT_EQ(decode_content("<html>", "gzip", 100).content, "<html>");
  EXPECT_EQ(decode_content("<html>", "deflate", 100).content, "<html>");
  EXPECT_EQ(decode_content("<html>", "zstd", 100).content, "<html>");
  EXPECT_EQ(decode_content("<html>", "identity", 100).content, "<html>");
}

TEST(Decode, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(decode_content("x", "compress", 100).end, End::unknown);
  EXPECT_EQ(decode_content("x", "gzip,gzip,gzip,gzip,gzip,gzip", 100).end, End::unknown);
  EXPECT_EQ(decode_content("", "gzip", 100).end, End::whole);
}

TEST(MediaType, OfAHeader) {
  EXPECT_EQ(parse_content_type("Text/HTML; Charset=\"Shift_JIS\"").media_type, "text/html");
  EXPECT_EQ(parse_content_type("Text/HTML; Charset=\"Shift_JIS\"").charset, "Shift_JIS");
  EXPECT_EQ(parse_content_type("text/html;x=1; charset=utf-8 ;y").charset, "utf-8");
  EXPECT_EQ(parse_content_type("").media_type, "");
}

TEST(MediaType, FirstBytesWinOverTheName) {
  EXPECT_EQ(guess_media_type("a.html", "\x89PNG\r\n\x1a\n...."), "image/png");
  EXPECT_EQ(guess_media_type("a.html.gz", "<p>"), "text/html");
  EXPECT_EQ(guess_media_type("a.jpg", "?"), "image/jpeg");
  EXPECT_EQ(guess_media_type("a", " <!doctype html>"), "text/html");
  EXPECT_EQ(guess_media_type("a", "?"), "application/octet-stream");
  EXPECT_TRUE(has_page_name("A.HTM.GZ"));
  EXPECT_TRUE(has_picture_name("a.JPEG"));
  EXPECT_FALSE(has_page_name("a.png"));
  EXPECT_FALSE(has_picture_name("a.jpg.exe"));
}

}  // namespace
}  // namespace markhound::crawler
