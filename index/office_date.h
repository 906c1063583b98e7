// Dates as trademark offices write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::index {

/// "2011-05-31" of "20110531", "2011-05-31-04:00" or "2011-05-31T00:00:00Z"; "2011-05" of "20110500", "2011" of
/// "20110000": old records of the USPTO leave out the day. Empty for an empty text and for zeros; nothing for what is
/// no date. The zone is dropped: an office's day is the day at the office.
std::optional<std::string> date_from(std::string_view text);

/// The same day `years` later (29 February becomes 28); of a whole date only, else empty.
std::string years_later(const std::string& date, int years);

}  // namespace markhound::index
