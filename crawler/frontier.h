// What is still to be visited, kept on disk so that a scan killed at any instant goes on where it stopped.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::crawler {

/// One URL lent to one worker. `fence` grows with every lease, so a late acknowledgement of an older lease is refused.
struct Lease {
  std::int64_t entry = 0;
  std::int64_t fence = 0;
  std::string target;  ///< what the user named; the key of the Source to fetch from
  std::string url;
  int attempt = 1;
};

struct FrontierCount {
  std::int64_t waiting = 0;
  std::int64_t leased = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
};

/// Safe to call from any thread of one process. A run that was not closed is gone on with by the next begin() of
/// the same name: entries leased when the process died wait again.
class Frontier {
 public:
  virtual ~Frontier() = default;

  /// Opens or resumes the run of that name; returns whether it was resumed.
  virtual Result<bool> begin(const std::string& run) = 0;
  /// Adds a URL unless the run knows its canonical form already; returns whether it was new.
  virtual Result<bool> add(const std::string& target, const std::string& url) = 0;
  /// Marks a target as listed whole, so that a resumed run need not list it again.
  virtual Result<void> set_listed(const std::string& target) = 0;
  virtual Result<bool> is_listed(const std::string& target) = 0;
  virtual Result<std::optional<Lease>> lease() = 0;
  virtual Result<void> done(const Lease& lease) = 0;
  /// Waits again while attempts are left (3), then is a dead letter with its reason.
  virtual Result<void> failed(const Lease& lease, const Problem& why) = 0;
  virtual Result<FrontierCount> count() = 0;
  /// Forgets the run's entries: it is finished.
  virtual Result<void> close() = 0;
};

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::string& path, Clock& clock);

}  // namespace markhound::crawler
