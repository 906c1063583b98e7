// Currencies as pages print them: signs, abbreviations and codes, in many scripts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

struct CurrencySign {
  std::size_t begin = 0;  ///< bytes of the text where it stands
  std::size_t end = 0;
  std::string text;  ///< as printed
};

/// Whether it is an active ISO 4217 code, in any case.
bool is_currency_code(std::string_view text);

/// The sign in `text` that stands nearest to the bytes [begin, end) of the amount; a sign of letters counts only as a
/// whole word. Without an amount pass an empty range: then the first counts.
std::optional<CurrencySign> find_currency(std::string_view text, std::size_t begin, std::size_t end);

/// ISO 4217 code of a sign as printed. Where several countries share it ("$", "kr", "¥"), `country` (ISO 3166, may be
/// empty) decides; empty where nothing does.
std::string currency_code(std::string_view sign, std::string_view country);

/// The currency in use in a country (ISO 3166), or empty.
std::string currency_of(std::string_view country);

}  // namespace markhound::crawler
