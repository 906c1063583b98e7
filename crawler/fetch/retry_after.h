// When a server that had enough wants to be asked again.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/clock.h"

namespace markhound::crawler {

/// A Retry-After header (RFC 9110 section 10.2.3): seconds, or an HTTP date taken relative to `now`. Never negative,
/// at most a day; nothing where it is neither.
std::optional<std::chrono::milliseconds> parse_retry_after(const std::string& value, UtcTime now);

}  // namespace markhound::crawler
