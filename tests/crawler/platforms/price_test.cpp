// Price text in the wild: scrapinghub/price-parser's own cases, and the rules one by one.
#include "crawler/platforms/price.h"

#include <cmath>
#include <iostream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crawler/platforms/currency.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::Eq;

std::string amount(std::string_view text) { return read_price(text).amount; }

TEST(Price, ThousandsAndDecimalMarks) {
  EXPECT_EQ(amount("1,234.56"), "1234.56");
  EXPECT_EQ(amount("1.234,56"), "1234.56");
  EXPECT_EQ(amount("CHF 1'049.95"), "1049.95");
  EXPECT_EQ(amount("1 298,00 €"), "1298.00");
  EXPECT_EQ(amount("1\xC2\xA0\x32\x39\x38,00 €"), "1298.00");
  EXPECT_EQ(amount("12.345.678 ₫"), "12345678");
  EXPECT_EQ(amount("₹ 1,23,456.50"), "123456.50");
  EXPECT_EQ(amount("129.900"), "129900");
  EXPECT_EQ(amount("0.125"), "0.125");
  EXPECT_EQ(amount("35€ 99"), "35.99");
  EXPECT_EQ(amount("$.75"), "0.75");
  EXPECT_EQ(read_price("1.234", "", '.').amount, "1.234");
}

TEST(Price, DigitsOfOtherScripts) {
  EXPECT_EQ(amount("۱۲۳٬۴۵۶ تومان"), "123456");
  EXPECT_EQ(amount("￥１２８０"), "1280");
}

TEST(Price, PercentagesAreNoAmounts) {
  EXPECT_EQ(amount("40% OFF"), "");
  EXPECT_EQ(amount("-20 % 8,99 €"), "8.99");
}

TEST(Price, NothingToRead) {
  EXPECT_EQ(read_price(""), PriceText{});
  EXPECT_EQ(amount("Price on request"), "");
  EXPECT_FALSE(read_money("call us", "", "US"));
}

TEST(Price, CurrencyByCountry) {
  EXPECT_EQ(read_money("$5", "", "CA")->currency, "CAD");
  EXPECT_EQ(read_money("$5", "", "")->currency, "$");
  EXPECT_EQ(read_money("¥500", "", "JP")->currency, "JPY");
  EXPECT_EQ(read_money("500 kr", "", "DK")->currency, "DKK");
  EXPECT_EQ(read_money("US$ 5", "", "CA")->currency, "USD");
  EXPECT_EQ(read_money("5 zł", "", "")->currency, "PLN");
  EXPECT_EQ(read_money("19.5", "chf", "")->currency, "CHF");
}

TEST(Price, SignsOfLettersAreWholeWords) {
  EXPECT_EQ(read_price("KIRK 20").currency, "");
  EXPECT_EQ(read_price("20 kr").currency, "kr");
}

TEST(Price, ComparesAsNumbers) {
  EXPECT_TRUE(same_amount("19.5", "19.50"));
  EXPECT_FALSE(same_amount("19.5", "19.51"));
}

TEST(Price, LongTextIsCut) { EXPECT_EQ(amount(std::string(1 << 20, 'x') + "5"), ""); }

struct Tally {
  int cases = 0;
  int amounts = 0;
  int signs = 0;
  int both = 0;
};

Tally tally(const nlohmann::json& cases) {
  Tally tally;
  const auto text = [](const nlohmann::json& value) { return value.is_string() ? value.get<std::string>() : ""; };
  for (const auto& one : cases) {
    const auto& args = one["args"];
    const std::string mark = args.size() > 5 ? text(args[5]) : one.value("decimal_separator", "");
    const PriceText read = read_price(text(args[1]), text(args[0]), mark.size() == 1 ? mark[0] : '\0');
    const bool amount_right =
        args[4].is_null() ? read.amount.empty()
                          : !read.amount.empty() && std::abs(std::stod(read.amount) - args[4].get<double>()) < 1e-6;
    const bool sign_right = read.currency == text(args[2]);
    ++tally.cases;
    tally.amounts += amount_right;
    tally.signs += sign_right;
    tally.both += amount_right && sign_right;
    if (!(amount_right && sign_right) && getenv("MARKHOUND_SHOW"))
      std::cout << one.dump() << " -> " << read.amount << " | " << read.currency << '\n';
  }
  return tally;
}

TEST(Price, RealPriceTexts) {
  MARKHOUND_NEEDS_DATA("prices/price-text.json");
  const Tally found = tally(nlohmann::json::parse(test::read_file(test::real_data("prices/price-text.json"))));
  const auto share = [&](int right) { return 100.0 * right / found.cases; };
  std::cout << found.cases << " price texts: amount right " << share(found.amounts) << " %, currency as printed right "
            << share(found.signs) << " %, both " << share(found.both) << " %\n";
  EXPECT_GE(share(found.both), 97.0);
}

}  // namespace
}  // namespace markhound::crawler
