#include "evidence/complaint/notice.h"

#include <charconv>
#include <cstdio>

namespace markhound::evidence::complaint {
namespace {

constexpr Event all_events[] = {Event::filed, Event::accepted, Event::refused, Event::countered, Event::withdrawn};

void take(Standing& standing, const Outcome& outcome) {
  standing.last = outcome.event;
  standing.on = outcome.on;
  standing.countered = standing.countered || outcome.event == Event::countered;
}

}  // namespace

const char* to_string(Event event) {
  switch (event) {
    case Event::filed: return "filed";
    case Event::accepted: return "accepted";
    case Event::refused: return "refused";
    case Event::countered: return "countered";
    case Event::withdrawn: return "withdrawn";
  }
  return "filed";
}

std::optional<Event> event_from(std::string_view name) {
  for (Event event : all_events) {
    if (name == to_string(event)) return event;
  }
  return std::nullopt;
}

std::string Notice::id() const {
  char text[32];
  std::snprintf(text, sizeof text, "n-%04lld", static_cast<long long>(number));
  return text;
}

std::optional<std::int64_t> notice_number(std::string_view id) {
  if (id.starts_with("n-")) id.remove_prefix(2);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool whole = !id.empty() && error == std::errc{} && end == id.data() + id.size() && number > 0;
  return whole ? std::optional(number) : std::nullopt;
}

Standing standing_of(const Notice& notice, const std::string& finding) {
  Standing standing;
  for (const Outcome& outcome : notice.outcomes) {
    if (outcome.finding.empty() || outcome.finding == finding) take(standing, outcome);
  }
  return standing;
}

Standing standing_of(const Notice& notice) {
  Standing standing;
  for (const Outcome& outcome : notice.outcomes) {
    if (outcome.finding.empty()) take(standing, outcome);
  }
  return standing;
}

}  // namespace markhound::evidence::complaint
