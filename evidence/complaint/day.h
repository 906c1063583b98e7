// Days of the calendar, as forms, certificates and deadlines name them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"

namespace markhound::evidence::complaint {

using Day = std::chrono::sys_days;

/// "2026-11-25"; nothing where the text is no such day.
std::optional<Day> day_from(std::string_view text);
std::string to_text(Day day);
/// The day in UTC.
Day day_of(UtcTime time);

/// The day that many Mondays to Fridays later. Holidays differ by court and are not known here.
Day add_business_days(Day day, int count);

}  // namespace markhound::evidence::complaint
