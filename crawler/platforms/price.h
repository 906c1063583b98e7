// Price text as pages print it, in any script and with any thousands and decimal mark.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/listing.h"

namespace markhound::crawler {

struct PriceText {
  std::string amount;    ///< plain decimal: digits, at most one point ("1049.95"); empty where there is none
  std::string currency;  ///< sign or code as printed; empty where there is none

  bool operator==(const PriceText&) const = default;
};

/// The first amount in `text` that is no percentage, and the currency nearest to it, else the one in `beside` (text
/// that stands near: a label, a currency column). `decimal_mark` ('.', ',' or 0) settles "1.234" where it is known.
/// "Free" and its like in other languages are 0.
PriceText read_price(std::string_view text, std::string_view beside = {}, char decimal_mark = 0);

/// The same with the currency as ISO 4217 where it is decidable: by its own sign, or by `country` (ISO 3166) where
/// countries share the sign. Nothing where the text holds no amount.
std::optional<Money> read_money(std::string_view text, std::string_view beside, std::string_view country);

/// The upper end of a range ("US $12.34 - US $18.90", "5,00 € bis 9,00 €"); nothing where `text` holds one amount. Its
/// currency is the range's.
std::optional<Money> upper_end(std::string_view text, std::string_view beside, std::string_view country);

/// Whether there is a digit in it, of any of the scripts that are read.
bool holds_digit(std::string_view text);

/// Amounts compared as numbers: "19.5" is "19.50".
bool same_amount(std::string_view a, std::string_view b);

}  // namespace markhound::crawler
