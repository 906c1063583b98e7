#include "evidence/capture_table.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace markhound::evidence {
namespace {

std::int64_t milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
UtcTime time_from(std::int64_t milliseconds) { return UtcTime{std::chrono::milliseconds{milliseconds}}; }

constexpr const char* columns = "number, id, asked, url, time, kept, content_digest, media_type, file, offset, length";

CaptureRow row_of(SQLite::Statement& query) {
  return {query.getColumn(0).getInt64(),
          query.getColumn(1).getString(),
          query.getColumn(2).getString(),
          query.getColumn(3).getString(),
          time_from(query.getColumn(4).getInt64()),
          time_from(query.getColumn(5).getInt64()),
          query.getColumn(6).getString(),
          query.getColumn(7).getString(),
          {query.getColumn(8).getString(), query.getColumn(9).getInt64(), query.getColumn(10).getInt64()}};
}

}  // namespace

void insert_capture(SQLite::Database& database, const CaptureRow& row) {
  SQLite::Statement insert(database,
                           std::string("INSERT INTO captures (") + columns + ") VALUES (?,?,?,?,?,?,?,?,?,?,?)");
  insert.bind(1, row.number);
  insert.bind(2, row.id);
  insert.bind(3, row.asked);
  insert.bind(4, row.url);
  insert.bind(5, milliseconds(row.time));
  insert.bind(6, milliseconds(row.kept));
  insert.bind(7, row.content_digest);
  insert.bind(8, row.media_type);
  insert.bind(9, row.place.file);
  insert.bind(10, row.place.offset);
  insert.bind(11, row.place.length);
  insert.exec();
}

void insert_payload(SQLite::Database& database, const std::string& digest, const PayloadRow& row) {
  // Two threads may keep the same payload at the same time; either will do for later ones to refer to.
  SQLite::Statement insert(database, "INSERT OR IGNORE INTO payloads VALUES (?,?,?,?,?,?,?)");
  insert.bind(1, digest);
  insert.bind(2, row.prior.record_id);
  insert.bind(3, row.prior.url);
  insert.bind(4, milliseconds(row.prior.time));
  insert.bind(5, row.place.file);
  insert.bind(6, row.place.offset);
  insert.bind(7, row.place.length);
  insert.exec();
}

std::optional<CaptureRow> find_capture(SQLite::Database& database, const std::string& id) {
  SQLite::Statement query(database, std::string("SELECT ") + columns + " FROM captures WHERE id = ?");
  query.bind(1, id);
  return query.executeStep() ? std::optional(row_of(query)) : std::nullopt;
}

std::optional<CaptureRow> latest_capture(SQLite::Database& database, const std::string& url, UtcTime since) {
  SQLite::Statement query(database, std::string("SELECT ") + columns +
                                        " FROM captures WHERE (url = ?1 OR asked = ?1) AND kept >= ?2"
                                        " ORDER BY number DESC LIMIT 1");
  query.bind(1, url);
  query.bind(2, milliseconds(since));
  return query.executeStep() ? std::optional(row_of(query)) : std::nullopt;
}

std::optional<PayloadRow> find_payload(SQLite::Database& database, const std::string& digest) {
  SQLite::Statement query(database, "SELECT record_id, url, time, file, offset, length FROM payloads WHERE digest = ?");
  query.bind(1, digest);
  if (!query.executeStep()) return std::nullopt;
  return PayloadRow{
      {query.getColumn(0).getString(), query.getColumn(1).getString(), time_from(query.getColumn(2).getInt64())},
      {query.getColumn(3).getString(), query.getColumn(4).getInt64(), query.getColumn(5).getInt64()}};
}

std::int64_t next_capture_number(SQLite::Database& database) {
  return database.execAndGet("SELECT coalesce(max(number), 0) + 1 FROM captures").getInt64();
}

std::map<std::string, std::int64_t> committed_lengths(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT file, max(offset + length) FROM captures GROUP BY file");
  std::map<std::string, std::int64_t> lengths;
  while (query.executeStep()) lengths[query.getColumn(0).getString()] = query.getColumn(1).getInt64();
  return lengths;
}

}  // namespace markhound::evidence
