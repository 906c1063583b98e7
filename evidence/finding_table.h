// Listings, findings and decisions. Functions throw what SQLiteCpp throws; see `guarded`.
#pragma once

#include <string>
#include <vector>

#include "evidence/vault.h"

namespace SQLite {
class Database;
}

namespace markhound::evidence {

void put_listing(SQLite::Database& database, const Listing& listing, UtcTime now);
/// The first time that a finding was seen stays; all else is as it is now.
void put_finding(SQLite::Database& database, const Finding& finding, const Listing& listing, UtcTime now);

/// Those of at least `min_grade`, best first.
Result<std::vector<FindingRecord>> findings_from(SQLite::Database& database, Grade min_grade);
/// The one that `id`, or an unambiguous prefix of at least 4 characters, names.
Result<FindingRecord> find_finding(SQLite::Database& database, const std::string& id);

void add_decision(SQLite::Database& database, const std::string& finding, Decision decision, const std::string& why,
                  const std::string& operator_name, UtcTime now);

}  // namespace markhound::evidence
