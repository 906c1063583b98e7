#include "crawler/frontier/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace markhound::crawler {
namespace {

/// `entries_next` serves both lease() and the counts at begin(), so neither reads more than it returns.
constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, opened TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS targets (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run, name));
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, key TEXT NOT NULL, target INTEGER NOT NULL, url TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, fence INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  interruptions INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '',
  UNIQUE (run, key));
CREATE INDEX IF NOT EXISTS entries_next ON entries (run, state, interruptions, failures, id);
)sql";

void delete_of_run(SQLite::Database& db, const char* sql, std::int64_t run) {
  SQLite::Statement statement(db, sql);
  statement.bind(1, run);
  statement.exec();
}

}  // namespace

void prepare_frontier(SQLite::Database& db) {
  db.exec("PRAGMA journal_mode=WAL");
  db.exec("PRAGMA synchronous=FULL");
  db.exec(schema);
}

void forget_run(SQLite::Database& db, std::int64_t run) {
  delete_of_run(db, "DELETE FROM entries WHERE run = ?", run);
  delete_of_run(db, "DELETE FROM targets WHERE run = ?", run);
  delete_of_run(db, "DELETE FROM runs WHERE id = ?", run);
}

Problem frontier_problem(const std::string& path, const SQLite::Exception& error) {
  using Kind = Problem::Kind;
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Kind::busy, path, "another process holds it", "wait until it has ended"};
    case SQLITE_FULL: return {Kind::io, path, "the disk is full", "free some space and run the scan again"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {Kind::bad_input, path, "it is no frontier of markhound, or damaged: " + std::string(error.what()),
              "move the file away; the scan then begins anew, and what the vault has kept is not fetched again"};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return {Kind::io, path, "it cannot be written: " + std::string(error.what()), "check the folder's permissions"};
    default: return {Kind::io, path, error.what(), "check the disk and run the scan again"};
  }
}

}  // namespace markhound::crawler
