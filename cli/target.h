// What the user named, opened: a search of a platform, or anything else that crawler/source.h knows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "crawler/api/interface.h"
#include "crawler/source.h"

namespace markhound::cli {

/// What opening a target may need; all must outlive the source.
struct TargetAccess {
  crawler::Fetcher& live;
  const crawler::FetchLimits& limits;
  const crawler::ApiAccess& api;
  Clock& clock;
};

Result<std::unique_ptr<crawler::Source>> open_target(const std::string& target, const TargetAccess& access);

/// Searches in their one form, so that the same search is the same target; others as they are. A Problem for a search
/// that is written wrongly.
Result<std::vector<std::string>> checked_targets(const std::vector<std::string>& targets);

}  // namespace markhound::cli
