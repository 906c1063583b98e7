#include "cli/journal.h"

#include <algorithm>
#include <mutex>

#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>

#include "evidence/commit_queue.h"

namespace markhound::cli {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS run(id INTEGER PRIMARY KEY, name TEXT NOT NULL, started TEXT NOT NULL, finished TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS unfinished ON run(name) WHERE finished IS NULL;
CREATE TABLE IF NOT EXISTS visit(run INTEGER NOT NULL, page TEXT NOT NULL, outcome INTEGER NOT NULL, PRIMARY KEY(run, page)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sighting(run INTEGER NOT NULL, page TEXT NOT NULL, finding TEXT NOT NULL, fingerprint TEXT NOT NULL,
  PRIMARY KEY(run, page, finding)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS monitor(name TEXT PRIMARY KEY, every INTEGER NOT NULL, targets TEXT NOT NULL, last_run TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watch(monitor TEXT NOT NULL, page TEXT NOT NULL, finding TEXT NOT NULL, fingerprint TEXT NOT NULL,
  present INTEGER NOT NULL, PRIMARY KEY(monitor, finding, page)) WITHOUT ROWID;
)sql";

// A finding seen now and not known before is new; known but away is back; known with another fingerprint is changed.
constexpr const char* seen_query = R"sql(
SELECT s.page, s.finding, w.present, w.fingerprint = s.fingerprint FROM sighting s
LEFT JOIN watch w ON w.monitor = ?1 AND w.finding = s.finding AND w.page = s.page
WHERE s.run = ?2 AND (w.present IS NULL OR w.present = 0 OR w.fingerprint <> s.fingerprint) ORDER BY s.page, s.finding)sql";

// Gone only where the run did reach the page (or its absence), or where a whole list no longer names the page. A
// listing of an interface's answer has no visit of its own in any run: where a page failed, it may be that answer.
constexpr const char* gone_query = R"sql(
SELECT w.page, w.finding FROM watch w
LEFT JOIN sighting s ON s.run = ?2 AND s.finding = w.finding AND s.page = w.page
LEFT JOIN visit v ON v.run = ?2 AND v.page = w.page
WHERE w.monitor = ?1 AND w.present = 1 AND s.finding IS NULL AND CASE
  WHEN v.outcome IS NOT NULL THEN v.outcome NOT IN (?3, ?5)
  WHEN NOT EXISTS (SELECT 1 FROM visit f WHERE f.run = ?2 AND f.outcome = ?3) THEN ?4
  ELSE ?4 AND EXISTS (SELECT 1 FROM run r JOIN visit e ON e.run = r.id
                      WHERE r.name = (SELECT name FROM run WHERE id = ?2) AND e.page = w.page) END
ORDER BY w.page, w.finding)sql";

constexpr const char* take_over = R"sql(
INSERT INTO watch SELECT ?1, page, finding, fingerprint, 1 FROM sighting WHERE run = ?2
ON CONFLICT(monitor, finding, page) DO UPDATE SET fingerprint = excluded.fingerprint, present = 1)sql";

// A later visit of any outcome settles an earlier failure.
constexpr const char* failed_query = R"sql(
SELECT v.target, v.page, v.reason, r.started FROM visit v JOIN run r ON r.id = v.run WHERE v.outcome = ?1
AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.page = v.page AND w.run > v.run) ORDER BY v.run, v.page)sql";

/// Columns that came after the first version.
void add_columns(SQLite::Database& database) {
  SQLite::Statement known(database, "SELECT count(*) FROM pragma_table_info('visit') WHERE name = 'reason'");
  known.executeStep();
  if (known.getColumn(0).getInt() != 0) return;
  known.reset();
  database.exec(
      "BEGIN; ALTER TABLE visit ADD COLUMN target TEXT NOT NULL DEFAULT '';"
      "ALTER TABLE visit ADD COLUMN reason TEXT NOT NULL DEFAULT ''; COMMIT;");
}

/// A visit on its way through the commit queue.
struct Visited {
  const Run& run;
  const std::string& page;
  Visit visit;
  const std::vector<Sighting>& seen;
  const std::optional<FailedPage>& failure;
  std::optional<Problem> problem;
};

ChangeKind kind_of(const SQLite::Statement& row) {
  if (row.getColumn(2).isNull()) return ChangeKind::appeared;
  return row.getColumn(2).getInt() == 0 ? ChangeKind::back : ChangeKind::changed;
}

}  // namespace

const char* to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::appeared: return "new";
    case ChangeKind::changed: return "changed";
    case ChangeKind::gone: return "gone";
    case ChangeKind::back: return "back";
  }
  return "changed";
}

struct Journal::State {
  State(const std::string& path, Clock& system)
      : file(path), database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 10'000), clock(system) {
    database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    database.exec(schema);
    add_columns(database);
    database.exec("CREATE INDEX IF NOT EXISTS visit_of_page ON visit(page, run)");
  }

  /// Runs `work` alone; an exception of SQLite ends here as a Problem.
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())> {
    const std::lock_guard alone(mutex);
    try {
      return work();
    } catch (const SQLite::Exception& error) {
      return failure(error);
    }
  }

  template <class Work>
  Result<void> guarded_void(Work work) {
    const std::lock_guard alone(mutex);
    try {
      work();
      return {};
    } catch (const SQLite::Exception& error) {
      return failure(error);
    }
  }

  Problem failure(const SQLite::Exception& error) const {
    return {Problem::Kind::io, file, error.what(),
            "free some disk space or check the file's rights, then run it again"};
  }

  void mark_finished(const Run& run) {
    SQLite::Statement update(database, "UPDATE run SET finished = ? WHERE id = ?");
    update.bind(1, to_rfc3339(clock.now()));
    update.bind(2, run.id);
    update.exec();
  }

  std::vector<Change> changes(const std::string& monitor, const Run& run, bool all_listed) {
    std::vector<Change> found;
    SQLite::Statement seen(database, seen_query);
    seen.bind(1, monitor);
    seen.bind(2, run.id);
    while (seen.executeStep())
      found.push_back({kind_of(seen), seen.getColumn(1).getString(), seen.getColumn(0).getString()});
    SQLite::Statement gone(database, gone_query);
    gone.bind(1, monitor);
    gone.bind(2, run.id);
    gone.bind(3, static_cast<int>(Visit::failed));
    gone.bind(4, all_listed ? 1 : 0);
    gone.bind(5, static_cast<int>(Visit::same));
    while (gone.executeStep())
      found.push_back({ChangeKind::gone, gone.getColumn(1).getString(), gone.getColumn(0).getString()});
    return found;
  }

  void enter(const std::vector<Visited*>& batch) {
    const auto entered = guarded_void([&] {
      SQLite::Transaction whole(database);
      SQLite::Statement entry(database,
                              "INSERT OR REPLACE INTO visit(run, page, outcome, target, reason) VALUES(?, ?, ?, ?, ?)");
      for (const Visited* one : batch) enter(*one, entry);
      whole.commit();
    });
    if (entered) return;
    for (Visited* one : batch) one->problem = entered.problem();
  }

  void enter(const Visited& one, SQLite::Statement& entry) {
    entry.reset();
    entry.bind(1, one.run.id);
    entry.bind(2, one.page);
    entry.bind(3, static_cast<int>(one.visit));
    entry.bind(4, one.failure ? one.failure->target : std::string{});
    entry.bind(5, one.failure ? one.failure->reason : std::string{});
    entry.exec();
    for (const Sighting& sighting : one.seen) {
      SQLite::Statement insert(database, "INSERT OR REPLACE INTO sighting VALUES(?, ?, ?, ?)");
      insert.bind(1, one.run.id);
      insert.bind(2, sighting.page.empty() ? one.page : sighting.page);
      insert.bind(3, sighting.finding);
      insert.bind(4, sighting.fingerprint);
      insert.exec();
    }
  }

  std::string file;
  SQLite::Database database;
  Clock& clock;
  std::mutex mutex;
  evidence::CommitQueue<Visited> visits;
};

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Result<Journal> Journal::open(const std::string& path, Clock& clock) {
  try {
    return Journal(std::make_unique<State>(path, clock));
  } catch (const SQLite::Exception& error) {
    return Problem{Problem::Kind::io, path, error.what(),
                   "check the disk and the file's rights; move it away if it is damaged"};
  }
}

Result<Run> Journal::begin(const std::string& name) {
  return state_->guarded([&]() -> Run {
    SQLite::Statement open(state_->database, "SELECT id, started FROM run WHERE name = ? AND finished IS NULL");
    open.bind(1, name);
    if (open.executeStep()) return {open.getColumn(0).getInt64(), *from_rfc3339(open.getColumn(1).getString()), true};
    const UtcTime now = state_->clock.now();
    SQLite::Statement insert(state_->database, "INSERT INTO run(name, started) VALUES(?, ?)");
    insert.bind(1, name);
    insert.bind(2, to_rfc3339(now));
    insert.exec();
    return {state_->database.getLastInsertRowid(), now, false};
  });
}

Result<void> Journal::visited(const Run& run, const std::string& page, Visit visit, const std::vector<Sighting>& seen,
                              const std::optional<FailedPage>& failure) {
  Visited entry{run, page, visit, seen, failure, {}};
  state_->visits.pass(entry, [this](const std::vector<Visited*>& batch) { state_->enter(batch); });
  if (entry.problem) return *entry.problem;
  return {};
}

Result<std::vector<FailedPage>> Journal::failed_pages(const std::vector<std::string>& targets) {
  return state_->guarded([&] {
    std::vector<FailedPage> pages;
    SQLite::Statement rows(state_->database, failed_query);
    rows.bind(1, static_cast<int>(Visit::failed));
    while (rows.executeStep()) {
      FailedPage failed{rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                        from_rfc3339(rows.getColumn(3).getString()).value_or(UtcTime{})};
      const bool wanted = targets.empty() || std::find(targets.begin(), targets.end(), failed.target) != targets.end();
      if (wanted) pages.push_back(std::move(failed));
    }
    return pages;
  });
}

Result<RunCount> Journal::count(const Run& run) {
  return state_->guarded([&] {
    RunCount count;
    SQLite::Statement rows(state_->database, "SELECT outcome, count(*) FROM visit WHERE run = ? GROUP BY outcome");
    rows.bind(1, run.id);
    while (rows.executeStep()) {
      const auto outcome = static_cast<Visit>(rows.getColumn(0).getInt());
      const std::int64_t pages = rows.getColumn(1).getInt64();
      switch (outcome) {
        case Visit::read: count.read = pages; break;
        case Visit::gone: count.gone = pages; break;
        case Visit::failed: count.failed = pages; break;
        case Visit::same: count.same = pages; break;
      }
    }
    return count;
  });
}

Result<std::vector<std::string>> Journal::sighted(const Run& run) {
  return state_->guarded([&] {
    std::vector<std::string> ids;
    SQLite::Statement rows(state_->database, "SELECT DISTINCT finding FROM sighting WHERE run = ? ORDER BY finding");
    rows.bind(1, run.id);
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    return ids;
  });
}

Result<void> Journal::finish(const Run& run) {
  return state_->guarded_void([&] { state_->mark_finished(run); });
}

Result<void> Journal::add_monitor(const Monitor& monitor) {
  return state_->guarded_void([&] {
    SQLite::Statement insert(state_->database,
                             "INSERT INTO monitor(name, every, targets) VALUES(?, ?, ?) "
                             "ON CONFLICT(name) DO UPDATE SET every = excluded.every, targets = excluded.targets");
    insert.bind(1, monitor.name);
    insert.bind(2, static_cast<std::int64_t>(monitor.every.count()));
    insert.bind(3, nlohmann::json(monitor.targets).dump());
    insert.exec();
  });
}

Result<void> Journal::remove_monitor(const std::string& name) {
  const auto removed = state_->guarded([&] {
    SQLite::Transaction whole(state_->database);
    SQLite::Statement watch(state_->database, "DELETE FROM watch WHERE monitor = ?");
    watch.bind(1, name);
    watch.exec();
    SQLite::Statement entry(state_->database, "DELETE FROM monitor WHERE name = ?");
    entry.bind(1, name);
    const int rows = entry.exec();
    whole.commit();
    return rows;
  });
  if (!removed) return removed.problem();
  if (*removed > 0) return {};
  return Problem{Problem::Kind::not_found, "monitor " + name, "there is none of that name",
                 "see 'markhound monitor list'"};
}

Result<std::vector<Monitor>> Journal::monitors() {
  return state_->guarded([&] {
    std::vector<Monitor> all;
    SQLite::Statement rows(state_->database, "SELECT name, every, targets, last_run FROM monitor ORDER BY name");
    while (rows.executeStep()) {
      Monitor monitor{rows.getColumn(0).getString(), std::chrono::seconds{rows.getColumn(1).getInt64()}, {}, {}};
      monitor.targets =
          nlohmann::json::parse(rows.getColumn(2).getString(), nullptr, false).get<std::vector<std::string>>();
      if (!rows.getColumn(3).isNull()) monitor.last_run = from_rfc3339(rows.getColumn(3).getString());
      all.push_back(std::move(monitor));
    }
    return all;
  });
}

Result<std::vector<Change>> Journal::compare(const std::string& monitor, const Run& run, bool all_listed) {
  return state_->guarded([&] {
    SQLite::Transaction whole(state_->database);
    std::vector<Change> found = state_->changes(monitor, run, all_listed);
    for (const Change& change : found) {
      if (change.kind != ChangeKind::gone) continue;
      SQLite::Statement away(state_->database,
                             "UPDATE watch SET present = 0 WHERE monitor = ? AND finding = ? AND page = ?");
      away.bind(1, monitor);
      away.bind(2, change.finding);
      away.bind(3, change.page);
      away.exec();
    }
    SQLite::Statement take(state_->database, take_over);
    take.bind(1, monitor);
    take.bind(2, run.id);
    take.exec();
    SQLite::Statement stamp(state_->database, "UPDATE monitor SET last_run = ? WHERE name = ?");
    stamp.bind(1, to_rfc3339(run.started));
    stamp.bind(2, monitor);
    stamp.exec();
    state_->mark_finished(run);
    whole.commit();
    return found;
  });
}

}  // namespace markhound::cli
