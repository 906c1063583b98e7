#include "index/update.h"

namespace markhound::index {

std::optional<Mark> merged(const Mark& held, const Mark& offered, const Keeps& keeps) {
  // Dates are "2011-05-31", "2011-05" or "2011": as text they sort in the order of time.
  if (!held.updated.empty() && !offered.updated.empty() && offered.updated < held.updated) return std::nullopt;
  Mark mark = offered;
  if (keeps.aliases) mark.aliases = held.aliases;
  if (keeps.authorised) mark.authorised = held.authorised;
  if (keeps.logos) mark.logos = held.logos;
  return mark;
}

}  // namespace markhound::index
