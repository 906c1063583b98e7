#include "index/office_date.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace markhound::index {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view without_spaces_around(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Year, month and day as written, a part that is not given as zeros.
std::optional<std::string> eight_digits(std::string_view text) {
  if (all_digits(text) && (text.size() == 8 || text.size() == 4))
    return std::string(text) + (text.size() == 4 ? "0000" : "");
  const auto dash = [&](std::size_t at) { return text.size() > at && text[at] == '-'; };
  if (!dash(4) || text.size() < 7 || !all_digits(text.substr(0, 4)) || !all_digits(text.substr(5, 2))) return {};
  const std::string month = std::string(text.substr(0, 4)) + std::string(text.substr(5, 2));
  if (text.size() == 7) return month + "00";
  if (!dash(7) || text.size() < 10 || !all_digits(text.substr(8, 2))) return {};
  if (text.size() > 10 && std::string_view("T+-Z ").find(text[10]) == std::string_view::npos) return {};
  return month + std::string(text.substr(8, 2));
}

}  // namespace

std::optional<std::string> date_from(std::string_view text) {
  text = without_spaces_around(text);
  if (text.empty()) return std::string{};
  const auto digits = eight_digits(text);
  if (!digits) return std::nullopt;
  const std::string year = digits->substr(0, 4), month = digits->substr(4, 2), day = digits->substr(6, 2);
  if (number(year) == 0) return *digits == "00000000" ? std::optional(std::string{}) : std::nullopt;
  if (month == "00") return day == "00" ? std::optional(year) : std::nullopt;
  if (number(month) > 12) return std::nullopt;
  if (day == "00") return year + "-" + month;
  using namespace std::chrono;
  const year_month_day whole{std::chrono::year(number(year)), std::chrono::month(static_cast<unsigned>(number(month))),
                             std::chrono::day(static_cast<unsigned>(number(day)))};
  if (!whole.ok()) return std::nullopt;
  return year + "-" + month + "-" + day;
}

std::string years_later(const std::string& date, int years) {
  if (date.size() != 10) return {};
  char text[16];
  const bool leap_day = date.substr(5) == "02-29";
  std::snprintf(text, sizeof text, "%04d", (number(date.substr(0, 4)) + years) % 10'000);
  return text + (leap_day ? std::string("-02-28") : date.substr(4));
}

}  // namespace markhound::index
