// The seam to time: the system's clock in the program, one that ticks by hand in tests.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace markhound {

/// Coordinated Universal Time to the millisecond: what a capture, a custody entry and a WARC date are stamped with.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-23T08:15:30.125Z" (RFC 3339); sorts as text in the order of time.
std::string to_rfc3339(UtcTime time);

/// Reads what to_rfc3339 writes, with or without the fraction; nothing where the text is no such time.
std::optional<UtcTime> from_rfc3339(std::string_view text);

/// Implementations are safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime now() = 0;
};

}  // namespace markhound
