// Where each capture lies in the WARC files. Functions throw what SQLiteCpp throws; see `guarded`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "evidence/vault.h"
#include "evidence/warc/capture_records.h"
#include "evidence/warc_store.h"

namespace SQLite {
class Database;
}

namespace markhound::evidence {

struct CaptureRow {
  std::int64_t number = 0;
  std::string id;
  std::string asked;
  std::string url;
  UtcTime time{};
  UtcTime kept{};
  std::string content_digest;
  std::string media_type;
  WarcPlace place;
};

struct PayloadRow {
  PriorPayload prior;
  WarcPlace place;
};

void insert_capture(SQLite::Database& database, const CaptureRow& row);
void insert_payload(SQLite::Database& database, const std::string& digest, const PayloadRow& row);

std::optional<CaptureRow> find_capture(SQLite::Database& database, const std::string& id);
std::optional<CaptureRow> latest_capture(SQLite::Database& database, const std::string& url, UtcTime since);
std::optional<PayloadRow> find_payload(SQLite::Database& database, const std::string& digest);

/// The number after the last capture's.
std::int64_t next_capture_number(SQLite::Database& database);

/// For each WARC file, the bytes that captures lie in.
std::map<std::string, std::int64_t> committed_lengths(SQLite::Database& database);

}  // namespace markhound::evidence
