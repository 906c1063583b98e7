// Fills the frontier of a scan with the pages of its targets.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/journal.h"
#include "cli/progress.h"
#include "cli/target.h"
#include "crawler/frontier.h"
#include "crawler/source.h"

namespace markhound::cli {

/// A target that cannot be opened or listed is reported and is a problem of its own.
class Lister {
 public:
  using Sources = std::map<std::string, std::unique_ptr<crawler::Source>>;

  Lister(crawler::Frontier& frontier, const TargetAccess& access, Progress& progress)
      : frontier_(frontier), access_(access), progress_(progress) {}

  /// Opens the targets and enters their pages; where `only` has any, those instead of what the targets list. Whether
  /// every target gave its whole list. A search never does: what it no longer shows may still be there.
  bool list(const std::vector<std::string>& targets, const std::vector<FailedPage>& only, Sources& sources);

 private:
  bool list_one(const std::string& target, crawler::Source& source);
  Result<void> add(std::vector<crawler::Entry>& entries);

  crawler::Frontier& frontier_;
  const TargetAccess access_;
  Progress& progress_;
  bool told_budget_ = false;
};

}  // namespace markhound::cli
