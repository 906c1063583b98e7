// A scan: crawl or read the targets, keep, parse, match, record. Killed at any instant, the next scan of the same
// targets goes on where it stopped.
#pragma once

#include <string>
#include <vector>

#include "cli/budget.h"
#include "cli/journal.h"
#include "cli/progress.h"
#include "cli/workspace.h"
#include "core/finding.h"
#include "crawler/fetcher.h"

namespace markhound::cli {

struct ScanRequest {
  std::string name;  ///< of the run; a run of the same name that was cut off is gone on with
  std::vector<std::string> targets;
  crawler::FetchOptions fetch;
  bool thorough = false;
  int jobs = 0;  ///< workers that read pictures; 0: one a core
  ScanLimits limits;
  std::vector<FailedPage> only;  ///< where there are any: these pages of the targets and no other
};

struct ScanOutcome {
  Run run;
  RunCount pages;
  bool all_listed = true;              ///< whether every target gave its whole list of pages
  std::vector<std::string> findings;   ///< ids seen by this run, of every grade
  std::optional<std::string> stopped;  ///< why it stopped with pages still waiting, to be gone on with
  std::int64_t waiting = 0;
};

/// The run is left unfinished, for the caller to finish or to compare.
Result<ScanOutcome> scan(const Workspace& workspace, const ScanRequest& request, Clock& clock, Progress& progress);

/// The name under which a scan of these targets is gone on with.
std::string run_name(const std::vector<std::string>& targets);

}  // namespace markhound::cli
