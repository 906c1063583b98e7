// The tables of the frontier, and SQLite's failures in words. Included by this folder only.
#pragma once

#include <cstdint>
#include <string>

#include "core/problem.h"

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace markhound::crawler {

/// Makes the tables where they are missing, and sets the journal.
void prepare_frontier(SQLite::Database& db);

void forget_run(SQLite::Database& db, std::int64_t run);

Problem frontier_problem(const std::string& path, const SQLite::Exception& error);

}  // namespace markhound::crawler
