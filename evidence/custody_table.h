// The custody log as it lies in the vault's SQLite file. Throws what SQLiteCpp throws; see `guarded`.
#pragma once

#include <string>

#include "evidence/custody.h"

namespace SQLite {
class Database;
}

namespace markhound::evidence {

/// Appends an entry; its sequence and predecessor are set here. Inside a transaction of the caller's, so that the
/// entry and what it tells of are there together or not at all.
void append_custody(SQLite::Database& database, CustodyEntry entry);

/// The name of this machine, as entries have it.
std::string host_name();

}  // namespace markhound::evidence
