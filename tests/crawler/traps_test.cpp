// Places where links never end, each told once; and shops, in which nothing is stopped.
#include "crawler/frontier/traps.h"

#include <gtest/gtest.h>

namespace markhound::crawler {
namespace {

std::string shop(const std::string& path) { return "https://shop.example" + path; }

TEST(Traps, FormsTakeOutWhatCountsOrIdentifies) {
  EXPECT_EQ(form_of(shop("/calendar/2026/11?day=25")), shop("/calendar/#/#?day=#"));
  EXPECT_EQ(form_of(shop("/calendar/2027/1?day=3")), form_of(shop("/calendar/2026/11?day=25")));
  EXPECT_EQ(form_of(shop("/s/9f86d081884c7d65/shoes")), shop("/s/#/shoes"));
  EXPECT_EQ(form_of(shop("/shoes?token=a8Hq22Lx90Zk1")), shop("/shoes?token=#"));
  EXPECT_NE(form_of(shop("/shoes")), form_of(shop("/watches"))) << "words name things";
  EXPECT_NE(form_of(shop("/item/7")), form_of("https://other.example/item/7"));
}

TEST(Traps, AnAddressMayBeATrapByItself) {
  EXPECT_EQ(endless_address(shop("/a/b/a/b/a/b")), "its path repeats itself");
  EXPECT_EQ(endless_address(shop("/x/img/img/img")), "its path repeats itself");
  EXPECT_TRUE(endless_address(shop("/" + std::string(2'000, 'a'))));
  std::string deep;
  for (int i = 0; i < 25; ++i) deep += "/level" + std::to_string(i);
  EXPECT_TRUE(endless_address(shop(deep)));
  EXPECT_FALSE(endless_address(shop("/men/shoes/men/shoes/red"))) << "twice happens";
  EXPECT_FALSE(endless_address(shop("/en/us/shop/c/shoes/p/running/123?color=red&size=42")));
}

TEST(Traps, AnEndlessAddressIsToldOnceAHost) {
  TrapWatch traps;
  const auto first = traps.stops(shop("/a/b/a/b/a/b"));
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->first);
  EXPECT_EQ(first->why.kind, Problem::Kind::limit);
  const auto second = traps.stops(shop("/a/b/a/b/a/b/a/b"));
  ASSERT_TRUE(second);
  EXPECT_FALSE(second->first);
}

TEST(Traps, ACalendarIsClosedAfterThirtyBarrenMonths) {
  TrapWatch traps;
  int told = 0;
  int visited = 0;
  for (int month = 0; month < 500; ++month) {
    const std::string url = shop("/calendar/" + std::to_string(2026 + month / 12) + "/" + std::to_string(month % 12));
    const std::string next =
        shop("/calendar/" + std::to_string(2026 + (month + 1) / 12) + "/" + std::to_string((month + 1) % 12));
    if (traps.stops(url)) break;
    ++visited;
    if (const auto problem = traps.note({url, false, false, {next}})) {
      ++told;
      EXPECT_NE(problem->cause.find("30 pages in a row"), std::string::npos) << problem->cause;
    }
  }
  EXPECT_EQ(visited, TrapWatch::most_barren);
  EXPECT_EQ(told, 1);
}

TEST(Traps, PagesThatShowWhatWasSeenAreClosedAfterTen) {
  TrapWatch traps;
  int visited = 0;
  for (int page = 1; page < 500 && !traps.stops(shop("/list?page=" + std::to_string(page))); ++page) {
    ++visited;
    traps.note({shop("/list?page=" + std::to_string(page)), true, page > 3, {}});
  }
  EXPECT_EQ(visited, 3 + TrapWatch::most_same);
}

TEST(Traps, SessionIdsInThePathAreOneForm) {
  TrapWatch traps;
  int visited = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string url = shop("/sess" + std::to_string(100000000 + i * 7919) + "ab/start");
    if (traps.stops(url)) break;
    ++visited;
    traps.note({url, false, true, {}});
  }
  EXPECT_EQ(visited, TrapWatch::most_same);
}

TEST(Traps, AShopOfThousandsOfPagesIsNone) {
  TrapWatch traps;
  for (int page = 1; page <= 1'000; ++page) {
    const std::string category = shop("/shoes?page=" + std::to_string(page));
    ASSERT_FALSE(traps.stops(category)) << page;
    const std::string item = shop("/item/" + std::to_string(page));
    ASSERT_FALSE(traps.note({category, false, false, {item, shop("/shoes?page=" + std::to_string(page + 1))}}));
    ASSERT_FALSE(traps.stops(item));
    ASSERT_FALSE(traps.note({item, true, false, {}}));
  }
}

TEST(Traps, AFewBarrenPagesAmongOthersCloseNothing) {
  TrapWatch traps;
  for (int i = 0; i < 1'000; ++i) {
    const std::string url = shop("/item/" + std::to_string(i));
    ASSERT_FALSE(traps.stops(url)) << i;
    ASSERT_FALSE(traps.note({url, i % 20 == 0, i % 9 == 8, {}})) << i;
  }
}

}  // namespace
}  // namespace markhound::crawler
