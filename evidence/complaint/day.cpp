#include "evidence/complaint/day.h"

#include <charconv>
#include <cstdio>

namespace markhound::evidence::complaint {
namespace {

std::optional<int> number_from(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
  return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<Day> day_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number_from(text.substr(0, 4));
  const auto month = number_from(text.substr(5, 2));
  const auto day = number_from(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(Day{date}) : std::nullopt;
}

std::string to_text(Day day) {
  const std::chrono::year_month_day date{day};
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

Day day_of(UtcTime time) { return std::chrono::floor<std::chrono::days>(time); }

Day add_business_days(Day day, int count) {
  while (count > 0) {
    day += std::chrono::days{1};
    const std::chrono::weekday weekday{day};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) --count;
  }
  return day;
}

}  // namespace markhound::evidence::complaint
