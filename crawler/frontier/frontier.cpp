#include "crawler/frontier.h"

#include <map>
#include <mutex>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "crawler/address/url.h"
#include "crawler/frontier/schema.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

enum State : int { waiting = 0, leased = 1, done_with = 2, dead = 3 };

constexpr int max_attempts = 3;
/// How often an entry may be at work when the process is killed. A page that kills the process each time would else
/// keep every later run from its end; a plain kill -9 hits a given entry far more rarely than this.
constexpr int max_interruptions = 20;

/// Whose loss a power failure may cause. SQLite's WAL is written in order, so what is lost is always a suffix.
enum class Durability {
  process,  ///< survives kill -9: the write has reached the kernel
  power,    ///< survives power loss: synced to the disk with all writes before it
};

class SqliteFrontier : public Frontier {
 public:
  SqliteFrontier(const std::string& path, Clock& clock)
      : path_(path), clock_(clock), db_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_timeout_ms) {
    prepare_frontier(db_);
  }

  Result<bool> begin(const std::string& run) override {
    return guarded<bool>(Durability::power, [&] { return begin_run(run); });
  }

  Result<bool> add(const std::string& target, const std::string& url) override {
    return in_run<bool>(Durability::process, [&] { return add_entry(target, url); });
  }

  Result<void> set_listed(const std::string& target) override {
    return voided(in_run<bool>(Durability::power, [&] {
      run("UPDATE targets SET listed = 1 WHERE id = ?", target_id(target));
      return true;
    }));
  }

  Result<bool> is_listed(const std::string& target) override {
    return in_run<bool>(Durability::process, [&] {
      SQLite::Statement& query = statement("SELECT listed FROM targets WHERE run = ? AND name = ?");
      query.bind(1, run_);
      query.bind(2, target);
      return query.executeStep() && query.getColumn(0).getInt() != 0;
    });
  }

  Result<std::optional<Lease>> lease() override {
    return in_run<std::optional<Lease>>(Durability::process, [&] { return lease_next(); });
  }

  Result<void> done(const Lease& lease) override {
    return acknowledge(lease, [&] {
      run("UPDATE entries SET state = ? WHERE id = ?", int{done_with}, lease.entry);
      ++count_.done;
    });
  }

  Result<void> failed(const Lease& lease, const Problem& why) override {
    return acknowledge(lease, [&] {
      const bool last = lease.attempt >= max_attempts;
      run("UPDATE entries SET state = ?, failures = ?, reason = ? WHERE id = ?", int{last ? dead : waiting},
          lease.attempt, to_line(why), lease.entry);
      ++(last ? count_.failed : count_.waiting);
    });
  }

  Result<FrontierCount> count() override {
    return in_run<FrontierCount>(Durability::process, [&] { return count_; });
  }

  Result<void> close() override {
    return voided(in_run<bool>(Durability::power, [&] {
      forget_run(db_, run_);
      run_ = 0;
      count_ = {};
      return true;
    }));
  }

 private:
  static constexpr int busy_timeout_ms = 5'000;

  SQLite::Statement& statement(const std::string& sql) {
    auto& prepared = statements_[sql];
    if (!prepared) prepared = std::make_unique<SQLite::Statement>(db_, sql);
    prepared->reset();
    prepared->clearBindings();
    return *prepared;
  }

  /// Returns how many rows changed.
  template <class... Values>
  int run(const std::string& sql, const Values&... values) {
    SQLite::Statement& prepared = statement(sql);
    int position = 0;
    (prepared.bind(++position, values), ...);
    const int changed = prepared.exec();
    prepared.reset();
    return changed;
  }

  std::int64_t target_id(const std::string& target) {
    const auto known = targets_.find(target);
    if (known != targets_.end()) return known->second;
    run("INSERT OR IGNORE INTO targets (run, name) VALUES (?, ?)", run_, target);
    SQLite::Statement& query = statement("SELECT id FROM targets WHERE run = ? AND name = ?");
    query.bind(1, run_);
    query.bind(2, target);
    query.executeStep();
    return targets_[target] = query.getColumn(0).getInt64();
  }

  bool begin_run(const std::string& name) {
    targets_.clear();
    const int opened = run("INSERT OR IGNORE INTO runs (name, opened) VALUES (?, ?)", name, to_rfc3339(clock_.now()));
    SQLite::Statement& query = statement("SELECT id FROM runs WHERE name = ?");
    query.bind(1, name);
    query.executeStep();
    run_ = query.getColumn(0).getInt64();
    query.reset();
    // One process holds the workspace, so whatever is leased now was leased by one that died.
    run("UPDATE entries SET interruptions = interruptions + 1, "
        "reason = 'the program ended while it was at work on it', "
        "state = CASE WHEN interruptions + 1 >= ? THEN ? ELSE ? END WHERE run = ? AND state = ?",
        max_interruptions, int{dead}, int{waiting}, run_, int{leased});
    recount();
    return opened == 0;
  }

  void recount() {
    count_ = {};
    SQLite::Statement& query = statement("SELECT state, count(*) FROM entries WHERE run = ? GROUP BY state");
    query.bind(1, run_);
    while (query.executeStep()) {
      const std::int64_t number = query.getColumn(1).getInt64();
      switch (query.getColumn(0).getInt()) {
        case waiting: count_.waiting = number; break;
        case done_with: count_.done = number; break;
        case dead: count_.failed = number; break;
        default: count_.leased = number;
      }
    }
  }

  bool add_entry(const std::string& target, const std::string& url) {
    const std::int64_t id = target_id(target);
    const int added =
        run("INSERT OR IGNORE INTO entries (run, key, target, url) VALUES (?, ?, ?, ?)", run_, canonical(url), id, url);
    count_.waiting += added;
    return added != 0;
  }

  std::optional<Lease> lease_next() {
    SQLite::Statement& query = statement(
        "SELECT e.id, e.fence + 1, t.name, e.url, e.failures + 1 FROM entries e JOIN targets t ON t.id = e.target "
        "WHERE e.run = ? AND e.state = ? ORDER BY e.interruptions, e.failures, e.id LIMIT 1");
    query.bind(1, run_);
    query.bind(2, int{waiting});
    if (!query.executeStep()) return std::nullopt;
    Lease lease{query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), query.getColumn(2).getString(),
                query.getColumn(3).getString(), query.getColumn(4).getInt()};
    query.reset();
    run("UPDATE entries SET state = ?, fence = ? WHERE id = ?", int{leased}, lease.fence, lease.entry);
    --count_.waiting;
    ++count_.leased;
    return lease;
  }

  /// Does `change` if the lease is the entry's last one; what follows (done, dead letter) must survive power loss, or
  /// a page that was kept would be fetched again.
  template <class Change>
  Result<void> acknowledge(const Lease& lease, Change change) {
    const auto held = in_run<bool>(Durability::power, [&] {
      SQLite::Statement& query =
          statement("SELECT 1 FROM entries WHERE id = ? AND run = ? AND state = ? AND fence = ?");
      query.bind(1, lease.entry);
      query.bind(2, run_);
      query.bind(3, int{leased});
      query.bind(4, lease.fence);
      const bool current = query.executeStep();
      query.reset();
      if (!current) return false;
      change();
      --count_.leased;
      return true;
    });
    if (!held) return held.problem();
    if (!*held) return Problem{Kind::refused, lease.url, "its lease is no longer the current one", {}};
    return {};
  }

  static Result<void> voided(const Result<bool>& result) {
    if (!result) return result.problem();
    return {};
  }

  template <class T, class Action>
  Result<T> in_run(Durability durability, Action action) {
    return guarded<T>(durability, [&]() -> Result<T> {
      if (run_ == 0) return Problem{Kind::internal, path_, "no run of the frontier is open", {}};
      return Result<T>(action());
    });
  }

  /// One transaction, under the lock; SQLite's exceptions end here, and nothing of a failed call stays. The counts in
  /// memory follow the disk.
  template <class T, class Action>
  Result<T> guarded(Durability durability, Action action) {
    const std::lock_guard lock(mutex_);
    const FrontierCount before = count_;
    try {
      set_durability(durability);
      SQLite::Transaction transaction(db_);
      Result<T> result(action());
      for (auto& [sql, prepared] : statements_) prepared->reset();
      transaction.commit();
      return result;
    } catch (const SQLite::Exception& error) {
      count_ = before;
      targets_.clear();
      return frontier_problem(path_, error);
    }
  }

  void set_durability(Durability durability) {
    if (durability == durability_) return;
    db_.exec(durability == Durability::power ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    durability_ = durability;
  }

  const std::string path_;
  Clock& clock_;
  std::mutex mutex_;
  SQLite::Database db_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
  std::map<std::string, std::int64_t> targets_;  ///< ids of this run's targets
  std::int64_t run_ = 0;                         ///< 0: none is open
  FrontierCount count_;  ///< kept beside the table, as counting it would cost more with every entry
  Durability durability_ = Durability::power;
};

}  // namespace

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::string& path, Clock& clock) {
  try {
    return std::unique_ptr<Frontier>(std::make_unique<SqliteFrontier>(path, clock));
  } catch (const SQLite::Exception& error) {
    return frontier_problem(path, error);
  }
}

}  // namespace markhound::crawler
