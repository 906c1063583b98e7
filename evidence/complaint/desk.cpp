#include "evidence/complaint/desk.h"

#include <algorithm>
#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>

#include "evidence/complaint/notice_json.h"
#include "evidence/custody_table.h"
#include "evidence/database.h"
#include "evidence/folder_lock.h"
#include "evidence/seal/digest.h"

namespace markhound::evidence::complaint {
namespace {

// Tables of their own, made when they are first asked for: a vault without complaints stays as it is.
constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS rights (
  id TEXT PRIMARY KEY, party INTEGER NOT NULL, entry TEXT NOT NULL, added INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notices (number INTEGER PRIMARY KEY, notice TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outcomes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, notice INTEGER NOT NULL REFERENCES notices (number), event TEXT NOT NULL,
  finding TEXT NOT NULL, on_day TEXT NOT NULL, why TEXT NOT NULL, reference TEXT NOT NULL, time INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS outcomes_by_notice ON outcomes (notice, sequence);
CREATE TRIGGER IF NOT EXISTS notices_stay BEFORE UPDATE ON notices BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
CREATE TRIGGER IF NOT EXISTS notices_remain BEFORE DELETE ON notices BEGIN SELECT RAISE(ABORT, 'notices are append-only'); END;
CREATE TRIGGER IF NOT EXISTS outcomes_stay BEFORE UPDATE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes are append-only'); END;
CREATE TRIGGER IF NOT EXISTS outcomes_remain BEFORE DELETE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes are append-only'); END;
)sql";

Problem nothing_of(const std::string& id, const std::string& mend) {
  return {Problem::Kind::not_found, id, "the workspace has none of this id", mend};
}

Outcome outcome_from(SQLite::Statement& row) {
  return {event_from(row.getColumn(0).getString()).value_or(Event::filed), row.getColumn(1).getString(),
          day_from(row.getColumn(2).getString()).value_or(Day{}), row.getColumn(3).getString(),
          row.getColumn(4).getString()};
}

}  // namespace

struct Desk::State {
  State(const VaultOptions& opened, Clock& system)
      : options(opened), clock(system), path(opened.path + "/vault.sqlite"), lock(opened.path + "/lock") {}

  /// Runs `act` and enters it in the custody log: both or neither.
  template <class Act>
  Result<void> change(const std::string& action, const std::string& detail, const Act& act) {
    if (options.access == Access::read) {
      return Problem{Problem::Kind::refused, path, "was opened for reading only", "open it for writing"};
    }
    return guarded(path, [&]() -> Result<void> {
      SQLite::Transaction transaction(*database);
      if (Result<void> done = act(); !done) return done;
      append_custody(*database, {1, clock.now(), options.operator_name, host_name(), action, detail, custody_origin});
      transaction.commit();
      return {};
    });
  }

  Result<void> add(const std::string& id, bool party, const std::string& entry) {
    return change("rights add", id + " sha256:" + sha256(entry), [&]() -> Result<void> {
      SQLite::Statement taken(*database, "SELECT 1 FROM rights WHERE id = ?");
      taken.bind(1, id);
      if (taken.executeStep()) {
        return Problem{Problem::Kind::bad_input, id, "the workspace has one of this id",
                       "remove it first, or choose another --id"};
      }
      SQLite::Statement insert(*database, "INSERT INTO rights VALUES (?,?,?,?)");
      insert.bind(1, id);
      insert.bind(2, party ? 1 : 0);
      insert.bind(3, entry);
      insert.bind(4, static_cast<std::int64_t>(clock.now().time_since_epoch().count()));
      insert.exec();
      return {};
    });
  }

  Result<Notice> notice_from(SQLite::Statement& row) {
    auto notice = notice_from_json(row.getColumn(1).getString());
    if (!notice) return notice;
    notice->number = row.getColumn(0).getInt64();
    SQLite::Statement told(
        *database, "SELECT event, finding, on_day, why, reference FROM outcomes WHERE notice = ? ORDER BY sequence");
    told.bind(1, notice->number);
    while (told.executeStep()) notice->outcomes.push_back(outcome_from(told));
    return notice;
  }

  VaultOptions options;
  Clock& clock;
  std::string path;
  FolderLock lock;
  std::unique_ptr<SQLite::Database> database;
};

Desk::Desk(std::unique_ptr<State> state) : state_(std::move(state)) {}
Desk::~Desk() = default;
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;

Result<Desk> Desk::open(const VaultOptions& options, Clock& clock) {
  std::error_code error;
  std::filesystem::create_directories(options.path, error);
  if (error) return Problem{Problem::Kind::io, options.path, error.message(), "choose a folder that can be written"};
  auto state = std::make_unique<State>(options, clock);
  if (options.access == Access::write && !state->lock.take()) {
    return Problem{Problem::Kind::busy, options.path, "another markhound is writing to it",
                   "wait until that one has finished"};
  }
  const auto opened = guarded(state->path, [&]() -> Result<void> {
    state->database = open_database(state->path);
    state->database->exec(schema);
    return {};
  });
  if (!opened) return opened.problem();
  return Desk(std::move(state));
}

Result<Rights> Desk::rights() {
  return guarded(state_->path, [&]() -> Result<Rights> {
    Rights rights;
    SQLite::Statement row(*state_->database, "SELECT party, entry FROM rights ORDER BY id");
    while (row.executeStep()) {
      const std::string entry = row.getColumn(1).getString();
      if (row.getColumn(0).getInt() != 0) {
        auto party = party_from_json(entry);
        if (!party) return party.problem();
        rights.parties.push_back(std::move(*party));
      } else {
        auto document = document_from_json(entry);
        if (!document) return document.problem();
        rights.documents.push_back(std::move(*document));
      }
    }
    return rights;
  });
}

Result<void> Desk::add(const Party& party) { return state_->add(party.id, true, to_json(party)); }
Result<void> Desk::add(const Document& document) { return state_->add(document.id, false, to_json(document)); }

Result<void> Desk::remove(const std::string& id) {
  return state_->change("rights remove", id, [&]() -> Result<void> {
    SQLite::Statement remove(*state_->database, "DELETE FROM rights WHERE id = ?");
    remove.bind(1, id);
    if (remove.exec() > 0) return {};
    return nothing_of(id, "list them with `markhound rights list`");
  });
}

Result<std::int64_t> Desk::next_number() {
  return guarded(state_->path, [&]() -> Result<std::int64_t> {
    return state_->database->execAndGet("SELECT coalesce(max(number), 0) + 1 FROM notices").getInt64();
  });
}

Result<void> Desk::record(const std::vector<Notice>& notices, const std::vector<std::string>& files) {
  std::string detail;
  std::string forced;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    const Notice& notice = notices[i];
    detail += (i > 0 ? "; " : "") + notice.id() + " " + notice.platform + " " + notice.right + " listings " +
              std::to_string(notice.targets.size());
    if (i < files.size()) detail += " " + files[i];
    for (const std::string& rule : notice.forced) forced += " " + rule;
  }
  if (!forced.empty()) detail += "; forced past" + forced;
  return state_->change(forced.empty() ? "complaint draft" : "complaint draft forced", detail, [&]() -> Result<void> {
    for (const Notice& notice : notices) {
      SQLite::Statement insert(*state_->database, "INSERT INTO notices VALUES (?,?)");
      insert.bind(1, notice.number);
      insert.bind(2, to_json(notice));
      insert.exec();
    }
    return {};
  });
}

Result<std::vector<Notice>> Desk::notices() {
  return guarded(state_->path, [&]() -> Result<std::vector<Notice>> {
    std::vector<Notice> all;
    SQLite::Statement row(*state_->database, "SELECT number, notice FROM notices ORDER BY number");
    while (row.executeStep()) {
      auto notice = state_->notice_from(row);
      if (!notice) return notice.problem();
      all.push_back(std::move(*notice));
    }
    return all;
  });
}

Result<void> Desk::tell(std::int64_t number, const Outcome& outcome) {
  const auto all = notices();
  if (!all) return all.problem();
  const auto found =
      std::find_if(all->begin(), all->end(), [&](const Notice& notice) { return notice.number == number; });
  const std::string mend = "list them with `markhound complaint list`";
  if (found == all->end()) return nothing_of("notice " + std::to_string(number), mend);
  const auto same = [&](const NoticeTarget& target) { return target.finding == outcome.finding; };
  if (!outcome.finding.empty() && std::none_of(found->targets.begin(), found->targets.end(), same)) {
    return nothing_of("finding " + outcome.finding, "name one of the notice: `markhound complaint list --json`");
  }
  const std::string detail = found->id() + " " + to_string(outcome.event) + " on " + to_text(outcome.on) +
                             (outcome.finding.empty() ? "" : " finding " + outcome.finding) + ": " + outcome.why;
  return state_->change("complaint outcome", detail, [&]() -> Result<void> {
    SQLite::Statement insert(*state_->database,
                             "INSERT INTO outcomes (notice, event, finding, on_day, why, reference, time)"
                             " VALUES (?,?,?,?,?,?,?)");
    insert.bind(1, number);
    insert.bind(2, to_string(outcome.event));
    insert.bind(3, outcome.finding);
    insert.bind(4, to_text(outcome.on));
    insert.bind(5, outcome.why);
    insert.bind(6, outcome.reference);
    insert.bind(7, static_cast<std::int64_t>(state_->clock.now().time_since_epoch().count()));
    insert.exec();
    return {};
  });
}

}  // namespace markhound::evidence::complaint
