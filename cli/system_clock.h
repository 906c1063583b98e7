// The system's clock behind the seam.
#pragma once

#include "core/clock.h"

namespace markhound::cli {

class SystemClock : public Clock {
 public:
  UtcTime now() override { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }
};

}  // namespace markhound::cli
