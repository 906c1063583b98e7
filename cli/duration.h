// Lengths of time as people write them.
#pragma once

#include <chrono>
#include <string>

#include "core/result.h"

namespace markhound::cli {

/// "90s", "30m", "6h", "7d", "2w"; at least one second, at most ten years.
Result<std::chrono::seconds> duration_from(const std::string& text);

/// In the largest unit that it is a whole number of.
std::string to_text(std::chrono::seconds length);

}  // namespace markhound::cli
