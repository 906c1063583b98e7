// Runs and monitors of a workspace, in SQLite: which pages a run visited, what it saw there, and what a monitor's
// last run had seen before.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::cli {

struct Run {
  std::int64_t id = 0;
  UtcTime started{};
  bool resumed = false;
};

/// What one page of a run came to. Its sightings are entered with it, all or none.
enum class Visit {
  read,
  gone,
  failed,
  same,  ///< its content was read already under another address; it says nothing about findings of its own
};

/// A page that could not be had, and why: a dead letter until a later run visits the page again.
struct FailedPage {
  std::string target;
  std::string page;
  std::string reason;
  UtcTime time{};  ///< when its run began
};

struct Sighting {
  std::string finding;      ///< Finding::id
  std::string fingerprint;  ///< what a monitor calls changed when it differs
  std::string page;         ///< where it is seen, if that is not the page visited: a listing of a search answer
};

struct Monitor {
  std::string name;
  std::chrono::seconds every{};
  std::vector<std::string> targets;
  std::optional<UtcTime> last_run;
};

enum class ChangeKind { appeared, changed, gone, back };

const char* to_string(ChangeKind kind);  ///< "new", "changed", "gone", "back"

struct Change {
  ChangeKind kind = ChangeKind::appeared;
  std::string finding;
  std::string page;
};

struct RunCount {
  std::int64_t read = 0;
  std::int64_t gone = 0;
  std::int64_t failed = 0;
  std::int64_t same = 0;
};

/// Safe to call from any thread of one process.
class Journal {
 public:
  static Result<Journal> open(const std::string& path, Clock& clock);
  ~Journal();
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;

  /// The unfinished run of that name, or a new one.
  Result<Run> begin(const std::string& name);
  /// Durable when it returns; threads that come together share the wait for the disk. `failure` of a page that failed
  /// names its target and reason.
  Result<void> visited(const Run& run, const std::string& page, Visit visit, const std::vector<Sighting>& seen,
                       const std::optional<FailedPage>& failure = {});
  /// Pages whose last visit in a finished or unfinished run failed, in order of run and page. Empty `targets`: of all.
  Result<std::vector<FailedPage>> failed_pages(const std::vector<std::string>& targets = {});
  Result<RunCount> count(const Run& run);
  /// Ids of the findings that the run saw.
  Result<std::vector<std::string>> sighted(const Run& run);
  Result<void> finish(const Run& run);

  Result<void> add_monitor(const Monitor& monitor);
  Result<void> remove_monitor(const std::string& name);
  Result<std::vector<Monitor>> monitors();
  /// Sets the run against what the monitor knew, finishes the run, and takes over what it saw, in one transaction.
  /// A page that failed says nothing about its findings: they stay as they were. So do those of pages not listed,
  /// unless `all_listed`: then such a page is gone.
  Result<std::vector<Change>> compare(const std::string& monitor, const Run& run, bool all_listed);

 private:
  struct State;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace markhound::cli
