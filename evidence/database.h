// The vault's SQLite file: what is committed here exists, what is not was never kept.
#pragma once

#include <exception>
#include <memory>
#include <string>

#include "core/result.h"

namespace SQLite {
class Database;
}

namespace markhound::evidence {

/// Opens or makes the file, in WAL mode with synchronous=FULL (a committed transaction survives a power cut). A file
/// made by a later version is a Problem. Throws what SQLiteCpp throws; `guarded` turns that into a Problem.
std::unique_ptr<SQLite::Database> open_database(const std::string& path);

/// Says which file, and what to do about a full disk or a damaged file.
Problem database_problem(const std::string& path, const std::string& what);

/// Runs `action`, which returns a Result and may throw what SQLiteCpp or nlohmann/json throw.
template <class Action>
auto guarded(const std::string& path, const Action& action) -> decltype(action()) {
  try {
    return action();
  } catch (const std::exception& e) {
    return database_problem(path, e.what());
  }
}

}  // namespace markhound::evidence
