// Fills the frontier of a scan with the pages of its targets.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/journal.h"
#include "cli/progress.h"
#include "crawler/frontier.h"
#include "crawler/source.h"

namespace markhound::cli {

/// A target that cannot be opened or listed is reported and is a problem of its own.
class Lister {
 public:
  using Sources = std::map<std::string, std::unique_ptr<crawler::Source>>;

  Lister(crawler::Frontier& frontier, crawler::Fetcher& live, const crawler::FetchLimits& limits, Progress& progress)
      : frontier_(frontier), live_(live), limits_(limits), progress_(progress) {}

  /// Opens the targets and enters their pages; where `only` has any, those instead of what the targets list. Whether
  /// every target gave its whole list.
  bool list(const std::vector<std::string>& targets, const std::vector<FailedPage>& only, Sources& sources);

 private:
  bool list_one(const std::string& target, crawler::Source& source);
  Result<void> add(std::vector<crawler::Entry>& entries);

  crawler::Frontier& frontier_;
  crawler::Fetcher& live_;
  const crawler::FetchLimits limits_;
  Progress& progress_;
  bool told_budget_ = false;
};

}  // namespace markhound::cli
