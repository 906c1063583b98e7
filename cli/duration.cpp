#include "cli/duration.h"

#include <array>
#include <charconv>

namespace markhound::cli {
namespace {

struct Unit {
  char letter;
  long long seconds;
};

constexpr std::array<Unit, 5> units = {{{'w', 604'800}, {'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}}};
constexpr long long ten_years = 3'652LL * 86'400;

}  // namespace

Result<std::chrono::seconds> duration_from(const std::string& text) {
  const Problem unreadable{Problem::Kind::bad_input, "'" + text + "'", "is no length of time",
                           "write it as 30m, 6h, 7d or 2w"};
  long long number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || end - rest != 1 || number < 1 || number > ten_years) return unreadable;
  for (const Unit& unit : units) {
    if (*rest == unit.letter && number <= ten_years / unit.seconds) return std::chrono::seconds{number * unit.seconds};
  }
  return unreadable;
}

std::string to_text(std::chrono::seconds length) {
  for (const Unit& unit : units) {
    if (length.count() % unit.seconds == 0) return std::to_string(length.count() / unit.seconds) + unit.letter;
  }
  return std::to_string(length.count()) + "s";
}

}  // namespace markhound::cli
