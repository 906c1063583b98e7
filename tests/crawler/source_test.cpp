#include "crawler/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "crawler/source/file_url.h"
#include "crawler/source/sitemap.h"
#include "tests/crawler/captured.h"
#include "tests/crawler/compressed.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

struct Listed {
  std::vector<std::string> pages;
  std::vector<Problem> problems;
  Result<void> result;
};

class SourceTest : public testing::Test {
 protected:
  std::unique_ptr<Source> open(const std::string& target) {
    auto source = open_source(target, live_, limits_);
    EXPECT_TRUE(source) << (source ? "" : to_line(source.problem()));
    return source ? std::move(source).value() : nullptr;
  }

  static Listed list(Source& source) {
    Listed listed;
    listed.result = source.list([&](const std::string& url) { listed.pages.push_back(url); },
                                [&](const Problem& problem) { listed.problems.push_back(problem); });
    return listed;
  }

  Listed list(const std::string& target) { return list(*open(target)); }

  std::string write(const std::string& name, const std::string& bytes) {
    test::write_file(folder_ / name, bytes);
    return (folder_ / name).string();
  }

  std::string url_of(const std::string& name) { return file_url((real() / name).string()); }
  fs::path real() const { return fs::canonical(folder_.path()); }

  test::TempFolder folder_;
  test::TableFetcher live_;
  FetchLimits limits_;
};

TEST_F(SourceTest, ASavedPageIsOneEntryAndAnswersWithItsFile) {
  const std::string path = write("my item#1.html", "<title>shoe</title>");
  auto source = open(path);
  const Listed listed = list(*source);
  ASSERT_THAT(listed.pages, ElementsAre(url_of("my item#1.html")));
  const auto capture = source->fetch(listed.pages[0]).get();
  ASSERT_TRUE(capture);
  EXPECT_EQ(capture->origin, Capture::Origin::file);
  EXPECT_EQ(capture->source, path);
  EXPECT_EQ(capture->url, listed.pages[0]);
  EXPECT_EQ(capture->media_type, "text/html");
  EXPECT_EQ(capture->content, "<title>shoe</title>");
  EXPECT_THAT(capture->exchanges, IsEmpty());
  EXPECT_GT(capture->time.time_since_epoch().count(), 1'500'000'000'000);
}

TEST_F(SourceTest, AFolderListsItsPagesInOrderAndNothingElse) {
  for (const char* name : {"b.htm", "a.html", "sub/c.html.gz", "sub/d.xhtml", "A.HTML", "photo.jpg", "notes.txt",
                           ".hidden.html", ".git/x.html", "b_files/style.css"})
    write(name, "x");
  const Listed listed = list(folder_.path().string());
  EXPECT_TRUE(listed.result);
  EXPECT_THAT(listed.problems, IsEmpty());
  EXPECT_THAT(listed.pages, ElementsAre(url_of("A.HTML"), url_of("a.html"), url_of("b.htm"), url_of("sub/c.html.gz"),
                                        url_of("sub/d.xhtml")));
}

TEST_F(SourceTest, PicturesComeFromTheFolderAndNowhereElse) {
  write("shop/item.html", "x");
  write("shop/item_files/p.jpg", "\xff\xd8\xff\xe0");
  write("secret.txt", "secret");
  write("shop2/secret.txt", "secret");
  fs::create_symlink(real() / "secret.txt", folder_ / "shop/link.jpg");
  auto source = open((folder_ / "shop").string());
  const auto picture = source->fetch(url_of("shop/item_files/p.jpg") + "?v=2").get();
  ASSERT_TRUE(picture) << to_line(picture.problem());
  EXPECT_EQ(picture->media_type, "image/jpeg");
  for (const std::string& outside :
       {url_of("secret.txt"), url_of("shop/../secret.txt"), url_of("shop/%2e%2e/secret.txt"),
        url_of("shop/..%2fsecret.txt"), url_of("shop2/secret.txt"), url_of("shop/link.jpg"),
        std::string("file:///etc/passwd"), std::string("file:///etc/passwd%00.jpg"),
        std::string("file://localhost/etc/passwd"), std::string("https://cdn.example/p.jpg")})
    EXPECT_FALSE(source->fetch(outside).get()) << outside;
  EXPECT_EQ(source->fetch(url_of("secret.txt")).get().problem().kind, Problem::Kind::refused);
  EXPECT_EQ(source->fetch(url_of("shop/none.jpg")).get().problem().kind, Problem::Kind::not_found);
  EXPECT_THAT(live_.asked, IsEmpty()) << "a folder never goes to the network";
}

TEST_F(SourceTest, LinksThatLeadOutAreNotListed) {
  write("shop/a.html", "x");
  write("outside.html", "x");
  fs::create_symlink(real() / "outside.html", folder_ / "shop/out.html");
  fs::create_symlink(real() / "shop/a.html", folder_ / "shop/in.html");
  fs::create_directory_symlink(real(), folder_ / "shop/loop");
  EXPECT_THAT(list((folder_ / "shop").string()).pages, ElementsAre(url_of("shop/a.html"), url_of("shop/in.html")));
}

TEST_F(SourceTest, ALargeFileIsRefusedUnread) {
  const std::string path = (folder_ / "large.html").string();
  test::write_file(path, "");
  fs::resize_file(path, 200u << 20);
  auto source = open(path);
  const auto capture = source->fetch(list(*source).pages.at(0)).get();
  ASSERT_FALSE(capture);
  EXPECT_EQ(capture.problem().kind, Problem::Kind::limit);
  EXPECT_THAT(to_line(capture.problem()), HasSubstr("large.html"));
  EXPECT_THAT(to_line(capture.problem()), HasSubstr("209715200 bytes"));
}

TEST_F(SourceTest, GzippedPagesAreUnpackedBombsAreNot) {
  limits_.max_bytes = 100'000;
  auto source = open(folder_.path().string());
  write("page.html.gz", test::gzip("<p>" + std::string(50'000, 'x')));
  EXPECT_EQ(source->fetch(url_of("page.html.gz")).get()->content.size(), 50'003u);
  EXPECT_EQ(source->fetch(url_of("page.html.gz")).get()->media_type, "text/html");
  write("bomb.html.gz", test::gzip(std::string(1'000'000, 'x')));
  EXPECT_EQ(source->fetch(url_of("bomb.html.gz")).get().problem().kind, Problem::Kind::limit);
  write("not.html.gz", "plain");
  EXPECT_EQ(source->fetch(url_of("not.html.gz")).get().problem().kind, Problem::Kind::bad_input);
  std::string text;
  for (int i = 0; i < 9000; ++i) text += std::to_string(i * 7919 % 10007);
  write("cut.html.gz", test::gzip(text).substr(0, 5000));
  const auto cut = source->fetch(url_of("cut.html.gz")).get();
  ASSERT_TRUE(cut) << to_line(cut.problem());
  EXPECT_GT(cut->content.size(), 1000u);
  EXPECT_TRUE(text.starts_with(cut->content)) << "a truncated page gives its beginning";
  write("stub.html.gz", test::gzip("x").substr(0, 10));
  EXPECT_EQ(source->fetch(url_of("stub.html.gz")).get().problem().kind, Problem::Kind::bad_input);
}

TEST_F(SourceTest, OddFilesDoNotStopIt) {
  mkfifo((folder_ / "pipe.html").c_str(), 0600);
  fs::create_directory(folder_ / "folder.html");
  write("empty.html", "");
  auto source = open(folder_.path().string());
  EXPECT_THAT(list(*source).pages, ElementsAre(url_of("empty.html")));
  EXPECT_FALSE(source->fetch(url_of("pipe.html")).get()) << "opened without waiting for a writer";
  EXPECT_FALSE(source->fetch(url_of("folder.html")).get());
  EXPECT_TRUE(source->fetch(url_of("empty.html")).get());
}

TEST_F(SourceTest, SaysWhatCannotBeScanned) {
  const auto kind = [&](const std::string& target) { return open_source(target, live_, limits_).problem().kind; };
  EXPECT_EQ(kind("nowhere.html"), Problem::Kind::not_found);
  EXPECT_EQ(kind("ftp://shop.example/"), Problem::Kind::not_found);
  EXPECT_EQ(kind(write("tool.exe", "MZ")), Problem::Kind::bad_input);
  EXPECT_EQ(kind(""), Problem::Kind::not_found);
}

TEST_F(SourceTest, AUrlIsOnePage) {
  auto source = open("HTTPS://Shop.Example/item?id=7#x");
  EXPECT_THAT(list(*source).pages, ElementsAre("https://shop.example/item?id=7"));
  EXPECT_THAT(live_.asked, IsEmpty()) << "listing a page does not fetch it";
}

std::string urlset(const std::string& locations) {
  return "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + locations +
         "</urlset>";
}

std::string loc(const std::string& element, const std::string& url) {
  return "<" + element + "><loc> " + url + " </loc></" + element + ">";
}

TEST_F(SourceTest, ASitemapListsItsPagesThroughItsIndex) {
  live_.pages["https://shop.example/sitemap.xml"] = "<sitemapindex>" + loc("sitemap", "https://shop.example/a.xml.gz") +
                                                    loc("sitemap", "https://shop.example/gone.xml") +
                                                    loc("sitemap", "https://shop.example/sitemap.xml") +
                                                    "</sitemapindex>";
  live_.pages["https://shop.example/a.xml.gz"] =
      test::gzip(urlset(loc("url", "https://shop.example/1?a=1&amp;b=2") + loc("url", "javascript:x") + loc("url", "") +
                        loc("url", "/2")));
  const Listed listed = list("https://shop.example/sitemap.xml");
  EXPECT_TRUE(listed.result);
  EXPECT_THAT(listed.pages, ElementsAre("https://shop.example/1?a=1&b=2", "https://shop.example/2"));
  EXPECT_EQ(listed.problems.size(), 3u) << "two locations that are none, and a sitemap that is gone";
  EXPECT_LE(live_.asked.size(), 4u) << "an index that names itself is not walked for ever";
}

TEST_F(SourceTest, WhatIsNoSitemapIsAPage) {
  live_.pages["https://shop.example/rss.xml"] = "<html>";
  EXPECT_THAT(list("https://shop.example/rss.xml").pages, ElementsAre("https://shop.example/rss.xml"));
}

TEST_F(SourceTest, AListOfUrlsAndALocalSitemap) {
  const Listed csv =
      list(write("urls.csv", "\xef\xbb\xbfurl;note\n\"https://a.example/1\",x\nnonsense,y\n\nhttp://b.example\n"));
  EXPECT_THAT(csv.pages, ElementsAre("https://a.example/1", "http://b.example/"));
  ASSERT_EQ(csv.problems.size(), 1u);
  EXPECT_THAT(to_line(csv.problems[0]), HasSubstr("line 3"));
  EXPECT_THAT(list(write("urls.txt", "# mine\r\nhttps://a.example/1\r\n")).pages, ElementsAre("https://a.example/1"));
  EXPECT_THAT(list(write("map.xml", urlset(loc("url", "https://a.example/1")))).pages,
              ElementsAre("https://a.example/1"));
  EXPECT_FALSE(list(write("other.xml", "<rss/>")).result);
}

TEST(ParseSitemap, RealOnes) {
  MARKHOUND_NEEDS_DATA("robots");
  const auto parse = [](const std::string& name) {
    return parse_sitemap(test::read_file(test::real_data("robots") / name), "https://www.example.com/sitemap.xml");
  };
  EXPECT_EQ(parse("sitemap.index.xml")->sitemaps.size(), 15u);
  EXPECT_EQ(parse("sitemap.index.xml")->sitemaps.front(), "https://example.com/sitemap.jss?portalCode=10260&lang=en");
  EXPECT_EQ(parse("sitemap.ns.xml")->pages.size(), 2u);
  EXPECT_EQ(parse("sitemap.badns.xml")->pages.size(), 2u);
  EXPECT_GT(parse("extension/sitemap-images.xml")->pages.size(), 0u);
  EXPECT_FALSE(parse("atom.xml"));
  EXPECT_FALSE(parse("sitemap.txt"));
}

TEST(ParseSitemap, BrokenXmlGivesWhatStandsBefore) {
  const std::string whole = urlset(loc("url", "https://a.example/1") + loc("url", "https://a.example/2"));
  const auto cut = parse_sitemap(whole.substr(0, whole.rfind("<loc>")), "https://a.example/sitemap.xml");
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->pages.front(), "https://a.example/1");
  EXPECT_FALSE(cut->problems.empty());
}

TEST(ParseSitemap, LoadsNothingFromOutside) {
  const auto map = parse_sitemap(
      "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>"
      "https://a.example/&x;</loc></url></urlset>",
      "https://a.example/sitemap.xml");
  ASSERT_TRUE(map);
  for (const std::string& page : map->pages) EXPECT_EQ(page.find("root"), std::string::npos);
}

TEST(FileUrl, GoesThereAndBack) {
  for (const std::string path : {"/a b/c#d?e%.html", "/\xe9\x9e\x8b/\xff.html", "/a+b&c.html"})
    EXPECT_EQ(path_of_file_url(file_url(path)), path);
  EXPECT_EQ(path_of_file_url("file:///a.jpg?v=1#x"), "/a.jpg");
  for (const std::string bad : {"http://a/b", "file://host/a", "file:///a%00b", "", "/a"})
    EXPECT_EQ(path_of_file_url(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace markhound::crawler
