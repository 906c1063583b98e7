#include "crawler/address/parameters.h"

#include <gmock/gmock.h>

namespace markhound::crawler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Parameters, AreReadInTheirOrderAndDecoded) {
  EXPECT_THAT(parameters_of("q=a+b%20c&limit=5&&flag&x=%E9%A6%99&=v"),
              ElementsAre(Pair("q", "a b c"), Pair("limit", "5"), Pair("flag", ""), Pair("x", "香"), Pair("", "v")));
  EXPECT_THAT(parameters_of(""), IsEmpty());
  EXPECT_EQ(parameter("https://a/?q=1&q=2", "q"), "1");
  EXPECT_EQ(parameter("https://a/b", "q"), "");
  EXPECT_EQ(parameter("https://a/?q=100%&r=%zz%4", "r"), "%zz%4");
}

TEST(Parameters, AreSetWhereTheyStoodOrAtTheEnd) {
  EXPECT_EQ(with_parameter("https://a/b", "page", "2"), "https://a/b?page=2");
  EXPECT_EQ(with_parameter("https://a/b?", "page", "2"), "https://a/b?page=2");
  EXPECT_EQ(with_parameter("https://a/b?q=%41&page=1&z", "page", "2"), "https://a/b?q=%41&page=2&z");
  EXPECT_EQ(with_parameter("https://a/b?subpage=1", "page", "2"), "https://a/b?subpage=1&page=2");
  EXPECT_EQ(with_parameter("https://a/b", "q", "a b&c=香"), "https://a/b?q=a%20b%26c%3D%E9%A6%99");
}

}  // namespace
}  // namespace markhound::crawler
