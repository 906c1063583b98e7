// Text of sellers on its way into forms and sheets.
#include "evidence/complaint/inert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using namespace complaint;

TEST(Inert, WhatActsUnseenIsShown) {
  EXPECT_EQ(visible("a\xE2\x80\xAE"
                    "b"),
            "a[U+202E]b");
  EXPECT_EQ(visible("a\x1b[31m\x07"), "a[U+001B][31m[U+0007]");
  EXPECT_EQ(visible(std::string("a\0b", 3)), "a[U+0000]b");
  EXPECT_EQ(visible("a\r\nb\tc"), "a  b c");
  EXPECT_EQ(visible("\xff\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(visible("青岚 ok"), "青岚 ok");
  EXPECT_EQ(visible_lines("a\r\nb\xE2\x80\x8B"), "a\nb[U+200B]");
}

TEST(Inert, ACellIsNoFormula) {
  EXPECT_EQ(inert_cell("=1+1"), "'=1+1");
  EXPECT_EQ(inert_cell("+SUM(A1)"), "'+SUM(A1)");
  EXPECT_EQ(inert_cell("-2"), "'-2");
  EXPECT_EQ(inert_cell("@cmd"), "'@cmd");
  EXPECT_EQ(inert_cell("\t=1"), "' =1");
  EXPECT_EQ(inert_cell("\r=1"), "'=1");
  EXPECT_EQ(inert_cell("＝1"), "'＝1");
  EXPECT_EQ(inert_cell("a=1"), "a=1");
  EXPECT_EQ(inert_cell("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
  EXPECT_EQ(inert_cell("a\nb"), "\"a\nb\"");
}

TEST(Inert, AnAddressCanBePasted) {
  EXPECT_EQ(pasteable_address("https://a.example/x y\n\xE2\x80\xAE\"<"), "https://a.example/x%20y%0A%E2%80%AE%22%3C");
  EXPECT_EQ(pasteable_address("https://a.example/茶?q=1#f"), "https://a.example/茶?q=1#f");
}

TEST(Inert, LengthIsCountedAsFormsCount) {
  EXPECT_EQ(form_length("aé茶"), 3u);
  EXPECT_EQ(form_length("\xF0\x9F\x8D\xB5"), 2u);
  EXPECT_EQ(fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(fitted("abcdefg", 6), "abcde…");
  EXPECT_EQ(form_length(fitted("茶茶茶茶", 3)), 3u);
  EXPECT_EQ(fitted("\xF0\x9F\x8D\xB5\xF0\x9F\x8D\xB5", 3), "\xF0\x9F\x8D\xB5…");
  EXPECT_EQ(fitted("abc", 0), "");
}

TEST(Target, TheIdIsFoundWhereThePlatformPutsIt) {
  const auto amazon = load_form("amazon", "")->target;
  EXPECT_EQ(target_id(amazon, "https://www.amazon.com/Some-Name/dp/B0ABCDEFGH/ref=sr_1?x=1", ""), "B0ABCDEFGH");
  EXPECT_EQ(target_id(amazon, "https://www.amazon.de/gp/product/B0ABCDEFGH", ""), "B0ABCDEFGH");
  EXPECT_EQ(target_id(amazon, "https://www.amazon.de/s?k=/dp/B0ABCDEFGH", ""), "");
  EXPECT_EQ(target_id(amazon, "https://www.amazon.de/x", "B0ABCDEFGH"), "B0ABCDEFGH");
  EXPECT_EQ(target_id(amazon, "https://shop.example/x", "B0ABCDEFGH"), "");
  const auto ebay = load_form("ebay", "")->target;
  EXPECT_EQ(target_id(ebay, "https://www.ebay.com/itm/a-title/256712345678?hash=1", ""), "256712345678");
  EXPECT_EQ(target_id(ebay, "https://www.ebay.com/itm/256712345678", ""), "256712345678");
  EXPECT_EQ(target_id(ebay, "https://www.ebay.com/itm/only-words", ""), "");
}

TEST(Target, AnAddressThatIsNoListingIsNamed) {
  const auto etsy = load_form("etsy", "")->target;
  EXPECT_EQ(address_fault(etsy, "https://www.etsy.com/listing/1234567/x"), "");
  EXPECT_EQ(address_fault(etsy, "https://www.etsy.com/shop/FakeNord"), "names a shop, not a listing");
  EXPECT_EQ(address_fault(etsy, "https://www.etsy.com/"), "names a whole site, not a listing");
  EXPECT_EQ(address_fault(etsy, "https://www.etsy.com.evil.example/listing/1234567"), "is not on this platform");
  EXPECT_EQ(address_fault(etsy, "https://etsy.com@evil.example/listing/1234567"), "is not on this platform");
  EXPECT_EQ(address_fault(etsy, "file:///saved/page.html"), "is no web address");
  EXPECT_EQ(address_fault(etsy, ""), "is no web address");
  const auto shopify = load_form("shopify", "")->target;
  EXPECT_EQ(address_fault(shopify, "https://any.example"), "names a whole site, not a listing");
  EXPECT_EQ(address_fault(shopify, "https://any.example/products/x"), "");
}

TEST(Target, AVeryLongAddressIsLookedAtInNoTime) {
  const std::string address = "https://www.ebay.com/itm/" + std::string(4 << 20, '/') + "256712345678";
  EXPECT_EQ(target_id(load_form("ebay", "")->target, address, ""), "256712345678");
}

TEST(Days, AreReadAndWritten) {
  EXPECT_EQ(to_text(*day_from("2026-02-28")), "2026-02-28");
  for (const char* bad : {"2026-02-30", "26-02-01", "2026-2-1", "2026/02/01", "-026-02-01", "", "2026-02-011"})
    EXPECT_FALSE(day_from(bad)) << bad;
}

TEST(Days, BusinessDaysPassOverWeekends) {
  const Day wednesday = *day_from("2026-11-25");
  EXPECT_EQ(to_text(add_business_days(wednesday, 2)), "2026-11-27");
  EXPECT_EQ(to_text(add_business_days(wednesday, 3)), "2026-11-30");
  EXPECT_EQ(to_text(add_business_days(wednesday, 10)), "2026-12-09");
  EXPECT_EQ(to_text(add_business_days(*day_from("2026-11-28"), 1)), "2026-11-30");
}

}  // namespace
}  // namespace markhound::test
