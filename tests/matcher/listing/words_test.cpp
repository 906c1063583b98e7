#include "matcher/listing/words.h"

#include <gtest/gtest.h>

#include "matcher/listing/goods.h"
#include "matcher/listing/territory.h"

namespace markhound::matcher {
namespace {

TEST(Words, StandAsWordsInSingularOrPlural) {
  EXPECT_TRUE(find_phrase("two caps", "cap"));
  EXPECT_TRUE(find_phrase("watches", "watch"));
  EXPECT_FALSE(find_phrase("escape plan", "cap"));
  EXPECT_FALSE(find_phrase("capsule", "cap"));
  EXPECT_FALSE(find_phrase("caña", "ca"));
}

TEST(Words, ChineseRunsOnWithoutSpaces) { EXPECT_EQ(find_phrase("新款保温杯大容量", "保温杯"), (Span{6, 15})); }

TEST(Words, LowerCaseKeepsEveryOffset) { EXPECT_EQ(lower_case("ÄB杯Z"), "Äb杯z"); }

Listing titled(const std::string& title, const std::string& category = {}) {
  Listing listing;
  listing.title = title;
  listing.category = category;
  return listing;
}

TEST(Goods, TheLongestWordTells) {
  EXPECT_EQ(classes_of(titled("Silicone phone case, blue")), std::set<int>{9});
  EXPECT_EQ(classes_of(titled("Merino socks and a mug")), (std::set<int>{21, 25}));
  EXPECT_EQ(classes_of(titled("新款保温杯")), std::set<int>{21});
}

TEST(Goods, TheCategoryOnlyWhereTheTitleIsSilent) {
  EXPECT_EQ(classes_of(titled("Nordfjell X200", "Audio > Headphones")), std::set<int>{9});
  EXPECT_EQ(classes_of(titled("Ceramic mug", "Audio > Headphones")), std::set<int>{21});
}

TEST(Goods, RelateByClass) {
  EXPECT_EQ(relate({25}, {9, 25}), GoodsRelation::same);
  EXPECT_EQ(relate({18}, {25}), GoodsRelation::related);
  EXPECT_EQ(relate({9}, {35}), GoodsRelation::related);
  EXPECT_EQ(relate({30}, {9}), GoodsRelation::unlike);
  EXPECT_EQ(relate({}, {9}), GoodsRelation::unknown);
  EXPECT_EQ(relate({9}, {}), GoodsRelation::unknown);
}

TEST(Territory, AnOfficeCoversItsOwnCountries) {
  EXPECT_EQ(covers("US", "US"), Cover::covered);
  EXPECT_EQ(covers("US", "DE"), Cover::outside);
  EXPECT_EQ(covers("EM", "DE"), Cover::covered);
  EXPECT_EQ(covers("EM", "GB"), Cover::outside);
  EXPECT_EQ(covers("WO", "DE"), Cover::unknown);
  EXPECT_EQ(covers("US", ""), Cover::unknown);
}

}  // namespace
}  // namespace markhound::matcher
