#include "crawler/frontier/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace markhound::crawler {
namespace {

constexpr int schema_version = 2;

/// A frontier lives no longer than its scan, so that of an older version is made anew: its scan begins again, and
/// what the vault has kept of it is not fetched again.
constexpr const char* forget_all = R"sql(
DROP TABLE IF EXISTS runs; DROP TABLE IF EXISTS targets; DROP TABLE IF EXISTS entries;
)sql";

/// The three indices over a part of their table hold only what is waiting or lent: a page that is done costs nothing
/// more, and no lease reads more rows than it returns.
constexpr const char* schema = R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, opened TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT -1);
CREATE TABLE targets (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run, name));
CREATE TABLE queues (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name TEXT NOT NULL, width INTEGER NOT NULL,
  pages INTEGER NOT NULL DEFAULT 0, waiting INTEGER NOT NULL DEFAULT 0, lent INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT 0, UNIQUE (run, name));
CREATE INDEX queues_next ON queues (run, turn) WHERE waiting > 0 AND lent < width;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, key TEXT NOT NULL, target INTEGER NOT NULL, queue INTEGER NOT NULL,
  url TEXT NOT NULL, depth INTEGER NOT NULL, priority INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0, expires INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  setbacks INTEGER NOT NULL DEFAULT 0, fruitless INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '',
  UNIQUE (run, key));
CREATE INDEX entries_next ON entries (queue, setbacks, priority DESC, id) WHERE state = 0;
CREATE INDEX entries_lent ON entries (run, expires) WHERE state = 1;
CREATE TABLE contents (run INTEGER NOT NULL, digest TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (run, digest))
  WITHOUT ROWID;
)sql";

void delete_of_run(SQLite::Database& db, const std::string& sql, std::int64_t run) {
  SQLite::Statement statement(db, sql);
  statement.bind(1, run);
  statement.exec();
}

}  // namespace

void prepare_frontier(SQLite::Database& db) {
  db.exec("PRAGMA journal_mode=WAL");
  db.exec("PRAGMA synchronous=FULL");
  // At a million entries the upper pages of the indices stay in memory, and a checkpoint's syncs are for many calls.
  db.exec("PRAGMA cache_size=-24576");
  db.exec("PRAGMA wal_autocheckpoint=4000");
  if (db.execAndGet("PRAGMA user_version").getInt() == schema_version) return;
  SQLite::Transaction making(db);
  db.exec(forget_all);
  db.exec(schema);
  db.exec("PRAGMA user_version=" + std::to_string(schema_version));
  making.commit();
}

void forget_run(SQLite::Database& db, std::int64_t run) {
  for (const char* table : {"entries", "queues", "targets", "contents"})
    delete_of_run(db, std::string("DELETE FROM ") + table + " WHERE run = ?", run);
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
