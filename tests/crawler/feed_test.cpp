#include "crawler/feed/feed.h"

#include <gmock/gmock.h>

#include "crawler/platform.h"
#include "tests/crawler/recorded_case.h"

namespace markhound::crawler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FeedTest : public test::RecordedTest {};

TEST_F(FeedTest, AMerchantFeedInAFileIsOnePageOfListings) {
  const std::string feed = test::read_file(test::source_folder("samples/platforms/merchant-feed/feed.xml"));
  auto source = open("goods.xml", feed);
  live_.pages["https://cdn.goods.example/hl.jpg"] = "\xff\xd8\xff picture";
  const Listed listed = list(*source);
  ASSERT_EQ(listed.pages.size(), 1u) << listed.problems;
  const auto capture = source->fetch(listed.pages[0]).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  EXPECT_EQ(capture->origin, Capture::Origin::file);
  const Page page = parse(*capture);
  ASSERT_EQ(page.listings.size(), 2u);
  EXPECT_TRUE(page.list);
  EXPECT_EQ(page.listings[0].price.amount, "12.50");
  EXPECT_TRUE(source->fetch(page.listings[0].images.at(0)).get()) << "its pictures are the web's";
  EXPECT_THAT(live_.asked, ElementsAre("https://cdn.goods.example/hl.jpg"));
}

TEST_F(FeedTest, AnRssOrAtomOfArticlesIsAListOfPages) {
  const std::string rss =
      "<rss version='2.0'><channel><item><title>New</title><link> https://shop.example/1 </link></item>"
      "<item><link>mailto:x</link></item><item><link>https://shop.example/2</link></item></channel></rss>";
  EXPECT_THAT(list(*open("news.xml", rss)).pages, ElementsAre("https://shop.example/1", "https://shop.example/2"));
  const std::string rdf =
      "<rdf:RDF "
      "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item><link>https://shop.example/3</link></item>"
      "</rdf:RDF>";
  EXPECT_THAT(list(*open("old.xml", rdf)).pages, ElementsAre("https://shop.example/3"));
  Capture capture;
  capture.url = "https://shop.example/feed";
  capture.media_type = "application/rss+xml";
  capture.content = rss;
  EXPECT_THAT(parse(capture).links, ElementsAre("https://shop.example/1", "https://shop.example/2"));
}

TEST_F(FeedTest, TablesAreFeedsOrListsByTheirColumns) {
  const std::string tsv = test::read_file(test::source_folder("samples/platforms/merchant-feed/table.tsv"));
  for (const char* name : {"goods.tsv", "goods.txt"}) {
    auto source = open(name, tsv);
    const Listed listed = list(*source);
    ASSERT_EQ(listed.pages.size(), 1u) << listed.problems;
    EXPECT_EQ(parse(*source->fetch(listed.pages[0]).get()).listings.size(), 1u) << name;
  }
  auto csv = open("urls.csv", "name,URL,seller\n\"Lamp, brass\",https://a.example/1,x\nbad,no address,y\nnone,,z\n");
  const Listed listed = list(*csv);
  EXPECT_THAT(listed.pages, ElementsAre("https://a.example/1"));
  EXPECT_THAT(listed.problems, HasSubstr("row 3 of"));
  EXPECT_THAT(list(*open("plain.csv", "https://a.example/1,x\nhttps://a.example/2,y\n")).pages,
              ElementsAre("https://a.example/1", "https://a.example/2"));
}

TEST_F(FeedTest, EntitiesAreRefused) {
  const std::string bomb =
      "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM "
      "'file:///etc/passwd'>]><rss xmlns:g='http://base.google.com/ns/1.0'><channel><item><title>&b;&x;</title>"
      "<link>https://a.example/</link></item></channel></rss>";
  const auto feed = parse_xml_feed(bomb, "u");
  ASSERT_TRUE(feed);
  EXPECT_THAT(feed->items, IsEmpty());
  EXPECT_EQ(feed->problems.at(0).kind, Problem::Kind::refused);
  const Listed listed = list(*open("bomb.xml", bomb));
  EXPECT_THAT(listed.pages, IsEmpty());
  EXPECT_THAT(listed.problems, HasSubstr("declares entities"));
  const std::string sitemap =
      "<!DOCTYPE urlset [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>https://a.example/&a;"
      "</loc></url></urlset>";
  EXPECT_THAT(list(*open("map.xml", sitemap)).problems, HasSubstr("declares entities"));
}

TEST(XmlFeed, BrokenXmlGivesWhatStandsBefore) {
  const std::string whole =
      "<rss><channel><item><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item>";
  const auto feed = parse_xml_feed(whole, "u");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.size(), 2u);
  EXPECT_THAT(to_line(feed->problems.at(0)), HasSubstr("u at offset"));
  EXPECT_FALSE(parse_xml_feed("<html><body>", "u"));
  EXPECT_FALSE(parse_xml_feed("", "u"));
}

TEST(TableFeed, QuotesMarksAndLineEnds) {
  const auto feed =
      parse_table_feed("\xef\xbb\xbfid;Title;link\r\n1;\"a;b\n\"\"c\"\" \" ;https://a.example\r\n2\r\n\r\n3;d", "u");
  ASSERT_TRUE(feed);
  ASSERT_EQ(feed->items.size(), 3u);
  EXPECT_EQ(feed->items[0]["title"], "a;b\n\"c\"");
  EXPECT_EQ(feed->items[0]["link"], "https://a.example");
  EXPECT_EQ(feed->items[1]["id"], "2");
  EXPECT_EQ(feed->items[2]["title"], "d");
  EXPECT_FALSE(parse_table_feed("id,name\n1,2", "u"));
  EXPECT_FALSE(parse_table_feed(std::string("title,link\0", 11), "u"));
}

}  // namespace
}  // namespace markhound::crawler
