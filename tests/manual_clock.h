// Time that ticks by hand.
#pragma once

#include <atomic>

#include "core/clock.h"

namespace markhound::test {

class ManualClock : public Clock {
 public:
  /// 2026-01-02T03:04:05.000Z
  explicit ManualClock(UtcTime start = UtcTime{std::chrono::milliseconds{1767323045000}})
      : now_(start.time_since_epoch().count()) {}

  UtcTime now() override { return UtcTime{std::chrono::milliseconds{now_.load()}}; }
  void tick(std::chrono::milliseconds by) { now_ += by.count(); }

 private:
  std::atomic<std::chrono::milliseconds::rep> now_;
};

}  // namespace markhound::test
