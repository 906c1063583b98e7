// A notice that was drafted, and what became of it. The program drafts; it never sends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/complaint/day.h"

namespace markhound::evidence::complaint {

/// What happens to a notice after it was drafted; the user tells.
enum class Event { filed, accepted, refused, countered, withdrawn };

const char* to_string(Event event);
std::optional<Event> event_from(std::string_view name);

struct Outcome {
  Event event = Event::filed;
  std::string finding;  ///< id of the one listing that it is about; empty: all of the notice
  Day on{};
  std::string why;
  std::string reference;  ///< the platform's case number
};

struct NoticeTarget {
  std::string finding;  ///< Finding::id
  std::string listing;  ///< its URL
};

/// A notice as it is remembered.
struct Notice {
  std::int64_t number = 0;  ///< in the workspace, from 1; 0 until it is recorded
  std::string platform;
  std::string form_version;
  std::string claim;
  std::string mark;   ///< Mark::id
  std::string right;  ///< "US 5551234"
  std::string seller;
  std::string market;
  Day drafted{};
  std::vector<NoticeTarget> targets;
  std::vector<std::string> forced;  ///< rules that --force went past
  std::vector<Outcome> outcomes;    ///< as they were told, first to last

  /// "n-0007"
  std::string id() const;
};

/// The number in "n-0007" or "7"; nothing where the text is neither.
std::optional<std::int64_t> notice_number(std::string_view id);

/// How one listing of a notice stands: its last event, and whether it was ever countered.
struct Standing {
  std::optional<Event> last;
  bool countered = false;
  Day on{};  ///< of the last event
};

Standing standing_of(const Notice& notice, const std::string& finding);

/// How the notice as a whole stands: the last event about all of it.
Standing standing_of(const Notice& notice);

}  // namespace markhound::evidence::complaint
