// What is still to be visited, kept so that a scan killed at any instant goes on where it stopped.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::crawler {

/// A page to be visited.
struct Entry {
  std::string target;  ///< what the user named; the key of the Source to fetch from
  std::string url;
  int depth = 0;      ///< links from a page that the target itself lists (0) to this one
  int priority = 0;   ///< the higher, the sooner among the pages of its queue
  std::string queue;  ///< pages of one queue share its width; empty: that of the URL's host
  int width = 4;      ///< how many pages of the queue may be lent at once; counts where its first page is added
};

/// One URL lent to one worker. `fence` grows with every lease, so a late acknowledgement of an older lease is refused.
struct Lease {
  std::int64_t entry = 0;
  std::int64_t fence = 0;
  std::string target;
  std::string url;
  int attempt = 1;
  int depth = 0;
};

struct FrontierCount {
  std::int64_t waiting = 0;
  std::int64_t leased = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::int64_t followed = 0;  ///< of all these: added with a depth over 0
};

enum class Added { fresh, known, over_budget };

struct FrontierLimits {
  std::int64_t max_queue_pages = 0;  ///< pages of one queue (host) that a run takes up; 0: any number
  std::chrono::milliseconds lease_term{std::chrono::hours{6}};  ///< after it a page is lent again
};

/// Queues take turns, and one lends no more than its width, so a host that lets its pages wait holds up no other.
/// Inside a queue: what never failed first, then by priority, then in the order of adding.
/// Safe to call from any thread. A run that was not closed is gone on with by the next begin() of the same name:
/// entries leased when the process died wait again. Nothing here is particular to one process or to SQLite: leases
/// expire, and a fence tells a late acknowledgement, so several crawlers may share a frontier in a database server.
class Frontier {
 public:
  virtual ~Frontier() = default;

  /// Opens or resumes the run of that name; returns whether it was resumed.
  virtual Result<bool> begin(const std::string& run, const FrontierLimits& limits = {}) = 0;
  /// Adds the URLs, all or none, each unless the run knows its canonical form already; returns what became of each.
  virtual Result<std::vector<Added>> add(const std::vector<Entry>& entries) = 0;
  /// Marks a target as listed whole, so that a resumed run need not list it again.
  virtual Result<void> set_listed(const std::string& target) = 0;
  virtual Result<bool> is_listed(const std::string& target) = 0;
  virtual Result<std::optional<Lease>> lease() = 0;
  virtual Result<void> done(const Lease& lease) = 0;
  /// Waits again while attempts are left (3), then is a dead letter with its reason.
  virtual Result<void> failed(const Lease& lease, const Problem& why) = 0;
  /// The address under which the run first met content of this digest: `url` itself where it is new.
  virtual Result<std::string> first_with(const std::string& digest, const std::string& url) = 0;
  virtual Result<FrontierCount> count() = 0;
  /// The run's dead letters, in order of adding: their URL, target and reason.
  virtual Result<void> dead_letters(
      const std::function<void(const std::string& url, const std::string& target, const std::string& why)>& visit) = 0;
  /// Forgets the run's entries: it is finished.
  virtual Result<void> close() = 0;
};

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::string& path, Clock& clock);

}  // namespace markhound::crawler
