#include "evidence/finding_table.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "evidence/finding_json.h"

namespace markhound::evidence {
namespace {

std::int64_t milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime time_from(std::int64_t milliseconds) { return UtcTime{std::chrono::milliseconds{milliseconds}}; }

constexpr const char* select =
    "SELECT f.finding, f.seen, f.first_seen, f.last_seen, d.decision, d.why FROM findings f LEFT JOIN decisions d"
    " ON d.sequence = (SELECT max(sequence) FROM decisions WHERE finding = f.id)";

Decision decision_of(const std::string& name) {
  for (Decision decision : {Decision::confirmed, Decision::dismissed, Decision::authorised}) {
    if (name == to_string(decision)) return decision;
  }
  return Decision::open;
}

Result<FindingRecord> record_of(SQLite::Statement& query) {
  auto finding = finding_from_json(query.getColumn(0).getString());
  if (!finding) return finding.problem();
  auto seen = listing_from_json(query.getColumn(1).getString());
  if (!seen) return seen.problem();
  return FindingRecord{std::move(*finding),
                       std::move(*seen),
                       time_from(query.getColumn(2).getInt64()),
                       time_from(query.getColumn(3).getInt64()),
                       decision_of(query.getColumn(4).getString()),
                       query.getColumn(5).getString()};
}

Result<std::vector<FindingRecord>> records_of(SQLite::Statement& query) {
  std::vector<FindingRecord> records;
  while (query.executeStep()) {
    auto record = record_of(query);
    if (!record) return record.problem();
    records.push_back(std::move(*record));
  }
  return records;
}

/// All whose id begins with `prefix`; a range scan, so that no character of it is a wildcard.
Result<std::vector<FindingRecord>> findings_beginning(SQLite::Database& database, const std::string& prefix) {
  SQLite::Statement query(database, std::string(select) +
                                        " WHERE f.id >= ?1 AND substr(f.id, 1, length(?1)) = ?1"
                                        " ORDER BY f.id LIMIT 2");
  query.bind(1, prefix);
  return records_of(query);
}

}  // namespace

void put_listing(SQLite::Database& database, const Listing& listing, UtcTime now) {
  SQLite::Statement put(database,
                        "INSERT INTO listings VALUES (?1,?2,?3,?3)"
                        " ON CONFLICT (url) DO UPDATE SET listing = excluded.listing, last_seen = excluded.last_seen");
  put.bind(1, listing.url);
  put.bind(2, to_json(listing));
  put.bind(3, milliseconds(now));
  put.exec();
}

void put_finding(SQLite::Database& database, const Finding& finding, const Listing& listing, UtcTime now) {
  SQLite::Statement put(database,
                        "INSERT INTO findings VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?8) ON CONFLICT (id) DO UPDATE SET"
                        " listing = excluded.listing, mark = excluded.mark, grade = excluded.grade,"
                        " score = excluded.score, finding = excluded.finding, seen = excluded.seen,"
                        " last_seen = excluded.last_seen");
  put.bind(1, finding.id);
  put.bind(2, finding.listing);
  put.bind(3, finding.mark);
  put.bind(4, static_cast<int>(finding.grade));
  put.bind(5, finding.score);
  put.bind(6, to_json(finding));
  put.bind(7, to_json(listing));
  put.bind(8, milliseconds(now));
  put.exec();
}

Result<std::vector<FindingRecord>> findings_from(SQLite::Database& database, Grade min_grade) {
  SQLite::Statement query(database,
                          std::string(select) + " WHERE f.grade >= ? ORDER BY f.grade DESC, f.score DESC, f.id");
  query.bind(1, static_cast<int>(min_grade));
  return records_of(query);
}

Result<FindingRecord> find_finding(SQLite::Database& database, const std::string& id) {
  constexpr std::size_t least_prefix = 4;
  const Problem missing{Problem::Kind::not_found, "finding " + id, "no finding has this id",
                        "list them with `markhound findings --min-grade none`"};
  auto found = findings_beginning(database, id);
  if (!found) return found.problem();
  if (found->empty()) return missing;
  if (found->front().finding.id == id) return std::move(found->front());
  if (id.size() < least_prefix) return missing;
  if (found->size() > 1) {
    return Problem{Problem::Kind::bad_input, "finding " + id, "several findings begin so", "give more of the id"};
  }
  return std::move(found->front());
}

void add_decision(SQLite::Database& database, const std::string& finding, Decision decision, const std::string& why,
                  const std::string& operator_name, UtcTime now) {
  SQLite::Statement insert(database,
                           "INSERT INTO decisions (finding, decision, why, operator, time) VALUES (?,?,?,?,?)");
  insert.bind(1, finding);
  insert.bind(2, to_string(decision));
  insert.bind(3, why);
  insert.bind(4, operator_name);
  insert.bind(5, milliseconds(now));
  insert.exec();
}

}  // namespace markhound::evidence
