#include "cli/budget.h"

#include "cli/duration.h"

namespace markhound::cli {

std::optional<std::string> Budget::spent() const {
  if (limits_.max_bytes > 0 && bytes_ >= limits_.max_bytes)
    return "it has kept " + std::to_string(bytes_ / 1'000'000) + " MB, and --max-bytes allows no more";
  if (limits_.max_time.count() > 0 && std::chrono::steady_clock::now() - began_ >= limits_.max_time)
    return "it has run for " + to_text(limits_.max_time) + ", and --max-time allows no more";
  return std::nullopt;
}

}  // namespace markhound::cli
