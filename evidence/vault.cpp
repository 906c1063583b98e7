#include "evidence/vault.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <tuple>

#include <SQLiteCpp/SQLiteCpp.h>

#include "evidence/capture_table.h"
#include "evidence/commit_queue.h"
#include "evidence/custody_table.h"
#include "evidence/database.h"
#include "evidence/finding_json.h"
#include "evidence/finding_table.h"
#include "evidence/folder_lock.h"
#include "evidence/seal/digest.h"

namespace markhound::evidence {
namespace {

/// A sealed capture before it has its place.
struct Keeping {
  SealedCapture sealed;
  CaptureRow row;
  std::string detail;  ///< for the custody log
};

/// A change of the vault on its way through the commit queue: records for the WARC, then rows for the database.
struct Change {
  std::vector<const std::string*> records;
  std::function<void(const std::vector<WarcPlace>& places)> enter;  ///< inside a transaction; may throw
  std::vector<WarcPlace> places{};
  std::optional<Problem> problem{};
};

std::string capture_id(std::int64_t number, const std::string& content_digest) {
  char text[40];
  std::snprintf(text, sizeof text, "c-%06lld-%.12s", static_cast<long long>(number), content_digest.c_str());
  return text;
}

class SqliteVault : public Vault {
 public:
  SqliteVault(const VaultOptions& options, Clock& clock)
      : options_(options), clock_(clock), path_(options.path + "/vault.sqlite"), host_(host_name()) {}

  Result<void> open() {
    std::error_code error;
    std::filesystem::create_directories(options_.path, error);
    if (error) return Problem{Problem::Kind::io, options_.path, error.message(), "choose a folder that can be written"};
    if (writes()) {
      lock_ = std::make_unique<FolderLock>(options_.path + "/lock");
      if (!lock_->take()) {
        return Problem{Problem::Kind::busy, options_.path, "another markhound is writing to it",
                       "wait until that one has finished"};
      }
    }
    return guarded(path_, [&]() -> Result<void> {
      database_ = open_database(path_);
      reader_ = open_database(path_);
      next_number_ = next_capture_number(*database_);
      auto store =
          WarcStore::open({options_.path + "/warc", options_.software, options_.operator_name, options_.rotate_at},
                          committed_lengths(*database_), writes(), clock_);
      if (!store) return store.problem();
      store_ = std::move(*store);
      return {};
    });
  }

  using Vault::keep;
  Result<std::vector<std::string>> keep(const std::vector<const Capture*>& captures) override {
    if (auto writable = check_writable(); !writable) return writable.problem();
    std::vector<Keeping> keepings(captures.size());
    const auto sealed = guarded(path_, [&]() -> Result<void> {
      for (std::size_t i = 0; i < captures.size(); ++i) seal(*captures[i], keepings[i]);
      return {};
    });
    if (!sealed) return sealed.problem();
    Change change;
    for (const Keeping& keeping : keepings) change.records.push_back(&keeping.sealed.bytes);
    change.enter = [&](const std::vector<WarcPlace>& places) {
      for (std::size_t i = 0; i < keepings.size(); ++i) enter(keepings[i], places[i]);
    };
    if (auto done = pass(change); !done) return done.problem();
    std::vector<std::string> ids;
    for (const Keeping& keeping : keepings) ids.push_back(keeping.row.id);
    return ids;
  }

  Result<Capture> capture(const std::string& id) override {
    auto sealed = records(id);
    if (!sealed) return sealed.problem();
    auto capture = open_capture(sealed->members, [&](const std::string&) -> std::optional<std::string> {
      auto payload = read_payload_record(sealed->referred);
      return payload ? std::optional(std::move(*payload)) : std::nullopt;
    });
    if (capture) return capture;
    return Problem{capture.problem().kind, "capture " + id, capture.problem().cause, capture.problem().mend};
  }

  Result<std::optional<KeptCapture>> latest(const std::string& url, UtcTime since) override {
    return guarded(path_, [&]() -> Result<std::optional<KeptCapture>> {
      const std::lock_guard lock(mutex_);
      const auto row = latest_capture(*reader_, url, since);
      if (!row) return std::optional<KeptCapture>{};
      return {kept_from(*row)};
    });
  }

  Result<void> record(const Listing& listing, const std::vector<Finding>& findings) override {
    std::string text = to_json(listing);
    for (const Finding& finding : findings) text.append("\n").append(to_json(finding));
    const std::string detail = listing.url + " findings " + std::to_string(findings.size()) + " sha256:" + sha256(text);
    return change("record", detail, [&](UtcTime now) {
      put_listing(*database_, listing, now);
      for (const Finding& finding : findings) put_finding(*database_, finding, listing, now);
    });
  }

  Result<std::vector<FindingRecord>> findings(const FindingFilter& filter) override {
    return guarded(path_, [&]() -> Result<std::vector<FindingRecord>> {
      const std::lock_guard lock(mutex_);
      if (filter.ids.empty()) return findings_from(*reader_, filter.min_grade);
      return named(filter.ids);
    });
  }

  Result<void> decide(const std::string& id, Decision decision, const std::string& why) override {
    auto found = findings({Grade::none, {id}});
    if (!found) return found.problem();
    const std::string& whole_id = found->front().finding.id;
    return change("decide", whole_id + " " + to_string(decision) + ": " + why,
                  [&](UtcTime now) { add_decision(*database_, whole_id, decision, why, options_.operator_name, now); });
  }

  Result<void> log(const std::string& action, const std::string& detail) override {
    return change(action, detail, [](UtcTime) {});
  }

  Result<SealedRecords> records(const std::string& id) override {
    return guarded(path_, [&]() -> Result<SealedRecords> {
      std::optional<CaptureRow> row;
      {
        const std::lock_guard lock(mutex_);
        row = find_capture(*reader_, id);
      }
      if (!row) return Problem{Problem::Kind::not_found, "capture " + id, "the vault has none of this id", ""};
      auto members = store_->read(row->place);
      if (!members) return members.problem();
      SealedRecords sealed{kept_from(*row), std::move(*members), {}};
      if (auto read = read_referred(sealed); !read) return read.problem();
      return sealed;
    });
  }

  Result<void> custody(const std::function<void(const std::string&)>& visit) override {
    return guarded(path_, [&]() -> Result<void> {
      const std::lock_guard lock(mutex_);
      SQLite::Statement query(*reader_, "SELECT line FROM custody ORDER BY sequence");
      while (query.executeStep()) visit(query.getColumn(0).getString());
      return {};
    });
  }

 private:
  static KeptCapture kept_from(const CaptureRow& row) { return {row.id, row.url, row.time, row.content_digest}; }

  bool writes() const { return options_.access == Access::write; }

  Result<void> check_writable() const {
    if (writes()) return {};
    return Problem{Problem::Kind::refused, options_.path, "the vault was opened for reading only",
                   "open it for writing"};
  }

  void seal(const Capture& capture, Keeping& keeping) {
    const std::int64_t number = next_number_++;
    const std::string digest = sha256(capture.content);
    keeping.row = {number,
                   capture_id(number, digest),
                   capture.asked,
                   capture.url,
                   capture.time,
                   clock_.now(),
                   digest,
                   capture.media_type,
                   {}};
    keeping.sealed = seal_capture(capture, keeping.row.id, digest, [this](const std::string& payload) {
      const std::lock_guard lock(mutex_);
      const auto row = find_payload(*reader_, payload);
      return row ? std::optional(row->prior) : std::nullopt;
    });
    keeping.detail = keeping.row.id + " " + capture.url + " content sha256:" + digest +
                     " records sha256:" + sha256(keeping.sealed.bytes);
  }

  Result<void> pass(Change& change) {
    queue_.pass(change, [this](const std::vector<Change*>& batch) { commit(batch); });
    if (change.problem) return *change.problem;
    return {};
  }

  /// In the commit queue, so one thread at a time: to the WARC, synced, and only then into the database.
  void commit(const std::vector<Change*>& batch) {
    std::vector<const std::string*> records;
    for (const Change* change : batch) records.insert(records.end(), change->records.begin(), change->records.end());
    const auto appended = records.empty() ? Result<std::vector<WarcPlace>>(std::vector<WarcPlace>{})
                                          : guarded(path_, [&] { return store_->append(records); });
    std::vector<Change*> entering;
    std::size_t next = 0;
    for (Change* change : batch) {
      if (!appended && !change->records.empty()) {
        change->problem = appended.problem();
        continue;
      }
      for (std::size_t i = 0; i < change->records.size(); ++i) change->places.push_back((*appended)[next++]);
      entering.push_back(change);
    }
    enter_all(entering);
  }

  /// One transaction for all; where one of them cannot be entered, one for each, so that it fails alone.
  void enter_all(const std::vector<Change*>& changes) {
    const auto together = enter_together(changes);
    if (together) return;
    for (Change* change : changes) {
      const auto alone = changes.size() == 1 ? together : enter_together({change});
      if (!alone) change->problem = alone.problem();
    }
  }

  Result<void> enter_together(const std::vector<Change*>& changes) {
    if (changes.empty()) return {};
    auto done = guarded(path_, [&]() -> Result<void> {
      SQLite::Transaction transaction(*database_);
      for (const Change* change : changes) change->enter(change->places);
      transaction.commit();
      return {};
    });
    return done;
  }

  void enter(Keeping& keeping, const WarcPlace& place) {
    CaptureRow& row = keeping.row;
    row.place = place;
    insert_capture(*database_, row);
    if (keeping.sealed.payload) {
      const PayloadRecord& payload = *keeping.sealed.payload;
      insert_payload(*database_, payload.digest,
                     {{payload.record_id, row.url, row.time},
                      {place.file, place.offset + static_cast<std::int64_t>(payload.offset),
                       static_cast<std::int64_t>(payload.length)}});
    }
    enter_custody("keep", keeping.detail);
  }

  /// Inside a transaction of the caller's.
  void enter_custody(const std::string& action, const std::string& detail) {
    append_custody(*database_, {1, clock_.now(), options_.operator_name, host_, action, detail, custody_origin});
  }

  /// Runs `act` and enters it in the custody log: both or neither.
  template <class Act>
  Result<void> change(const std::string& action, const std::string& detail, const Act& act) {
    if (auto writable = check_writable(); !writable) return writable;
    Change change;
    change.enter = [&](const std::vector<WarcPlace>&) {
      act(clock_.now());
      enter_custody(action, detail);
    };
    return pass(change);
  }

  Result<std::vector<FindingRecord>> named(const std::vector<std::string>& ids) {
    std::vector<FindingRecord> records;
    for (const std::string& id : ids) {
      auto record = find_finding(*reader_, id);
      if (!record) return record.problem();
      const auto same = [&](const FindingRecord& other) { return other.finding.id == record->finding.id; };
      if (std::none_of(records.begin(), records.end(), same)) records.push_back(std::move(*record));
    }
    std::sort(records.begin(), records.end(), [](const FindingRecord& a, const FindingRecord& b) {
      return std::tuple(b.finding.grade, b.finding.score, a.finding.id) <
             std::tuple(a.finding.grade, a.finding.score, b.finding.id);
    });
    return records;
  }

  Result<void> read_referred(SealedRecords& sealed) {
    const auto digest = referred_payload(sealed.members);
    if (!digest)
      return Problem{digest.problem().kind, "capture " + sealed.kept.id, digest.problem().cause, digest.problem().mend};
    if (!*digest) return {};
    std::optional<PayloadRow> row;
    {
      const std::lock_guard lock(mutex_);
      row = find_payload(*reader_, **digest);
    }
    if (!row) return Problem{Problem::Kind::not_found, "payload " + **digest, "the vault has none of this digest", ""};
    auto referred = store_->read(row->place);
    if (!referred) return referred.problem();
    sealed.referred = std::move(*referred);
    return {};
  }

  const VaultOptions options_;
  Clock& clock_;
  const std::string path_;
  const std::string host_;
  std::unique_ptr<FolderLock> lock_;
  std::unique_ptr<SQLite::Database> database_;  ///< for what passes the queue
  std::mutex mutex_;                            ///< of reader_
  std::unique_ptr<SQLite::Database> reader_;    ///< sees what is committed, and waits for no disk
  std::unique_ptr<WarcStore> store_;
  CommitQueue<Change> queue_;
  std::atomic<std::int64_t> next_number_{1};
};

}  // namespace

Result<std::unique_ptr<Vault>> open_vault(const VaultOptions& options, Clock& clock) {
  auto vault = std::make_unique<SqliteVault>(options, clock);
  if (const auto opened = vault->open(); !opened) return opened.problem();
  return std::unique_ptr<Vault>(std::move(vault));
}

}  // namespace markhound::evidence
