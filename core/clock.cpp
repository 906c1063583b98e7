#include "core/clock.h"

#include <cstdio>

namespace markhound {
namespace {

using std::chrono::milliseconds;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether `text` has the fixed shape "0000-00-00T00:00:00", zeros standing for digits.
bool has_shape(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00";
  if (text.size() < shape.size()) return false;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(text[i]) : shape[i] != text[i]) return false;
  }
  return true;
}

int number(std::string_view digits) {
  int n = 0;
  for (char c : digits) n = n * 10 + (c - '0');
  return n;
}

/// Milliseconds of ".125Z", ".1Z" or "Z"; nothing where it is none of these.
std::optional<int> fraction(std::string_view tail) {
  if (tail == "Z") return 0;
  if (tail.size() < 3 || tail.front() != '.' || tail.back() != 'Z') return std::nullopt;
  int thousandths = 0;
  int unit = 100;
  for (char c : tail.substr(1, tail.size() - 2)) {
    if (!is_digit(c)) return std::nullopt;
    thousandths += (c - '0') * unit;
    unit /= 10;
  }
  return thousandths;
}

}  // namespace

std::string to_rfc3339(UtcTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:%02ld.%03ldZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<long>(clock.hours().count()), static_cast<long>(clock.minutes().count()),
                static_cast<long>(clock.seconds().count()), static_cast<long>(clock.subseconds().count()));
  return text;
}

std::optional<UtcTime> from_rfc3339(std::string_view text) {
  if (!has_shape(text)) return std::nullopt;
  const auto thousandths = fraction(text.substr(19));
  const std::chrono::year_month_day date{std::chrono::year{number(text.substr(0, 4))},
                                         std::chrono::month{static_cast<unsigned>(number(text.substr(5, 2)))},
                                         std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  const int hour = number(text.substr(11, 2));
  const int minute = number(text.substr(14, 2));
  const int second = number(text.substr(17, 2));
  if (!thousandths || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return UtcTime{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + milliseconds{*thousandths};
}

}  // namespace markhound
