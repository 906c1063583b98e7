#include "evidence/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace markhound::evidence {
namespace {

constexpr int schema_version = 1;

// Times are milliseconds since 1970, UTC. The triggers keep the log and the captures append-only for every program
// that opens the file, not only for this one.
constexpr const char* schema = R"sql(
CREATE TABLE captures (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, asked TEXT NOT NULL, url TEXT NOT NULL, time INTEGER NOT NULL,
  kept INTEGER NOT NULL, content_digest TEXT NOT NULL, media_type TEXT NOT NULL,
  file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE INDEX captures_by_url ON captures (url, kept);
CREATE INDEX captures_by_asked ON captures (asked, kept);
CREATE TABLE payloads (
  digest TEXT PRIMARY KEY, record_id TEXT NOT NULL, url TEXT NOT NULL, time INTEGER NOT NULL,
  file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE listings (url TEXT PRIMARY KEY, listing TEXT NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL);
CREATE TABLE findings (
  id TEXT PRIMARY KEY, listing TEXT NOT NULL, mark TEXT NOT NULL, grade INTEGER NOT NULL, score REAL NOT NULL,
  finding TEXT NOT NULL, seen TEXT NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL);
CREATE TABLE decisions (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, finding TEXT NOT NULL REFERENCES findings (id), decision TEXT NOT NULL,
  why TEXT NOT NULL, operator TEXT NOT NULL, time INTEGER NOT NULL);
CREATE INDEX decisions_by_finding ON decisions (finding, sequence);
CREATE TABLE custody (sequence INTEGER PRIMARY KEY, line TEXT NOT NULL);
CREATE TRIGGER captures_stay BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'captures are append-only'); END;
CREATE TRIGGER captures_remain BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'captures are append-only'); END;
CREATE TRIGGER custody_stays BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END;
CREATE TRIGGER custody_remains BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
)sql";

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

std::unique_ptr<SQLite::Database> open_database(const std::string& path) {
  constexpr int wait_ms = 5000;  // for a reader of another process that checkpoints
  auto database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, wait_ms);
  database->exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
  const int version = database->execAndGet("PRAGMA user_version").getInt();
  if (version > schema_version) throw SQLite::Exception("it was made by a later version of markhound");
  if (version == schema_version) return database;
  SQLite::Transaction making(*database);
  database->exec(schema);
  database->exec("PRAGMA user_version=" + std::to_string(schema_version));
  making.commit();
  return database;
}

Problem database_problem(const std::string& path, const std::string& what) {
  const bool full = contains(what, "full") || contains(what, "disk I/O");
  const bool busy = contains(what, "locked");
  const bool damaged = contains(what, "malformed") || contains(what, "not a database");
  const auto kind = busy ? Problem::Kind::busy : damaged ? Problem::Kind::bad_input : Problem::Kind::io;
  std::string mend = "check the disk and the folder's permissions";
  if (full) mend = "free space on that disk and run again; what was kept before is safe";
  if (busy) mend = "wait until the other markhound has finished";
  if (damaged) mend = "restore the file from a copy";
  if (contains(what, "later version")) mend = "use that version";
  return {kind, path, what, mend};
}

}  // namespace markhound::evidence
