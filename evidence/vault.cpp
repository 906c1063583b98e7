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

/// A capture on its way through the commit queue.
struct Keeping {
  SealedCapture sealed;
  CaptureRow row;
  std::string detail;  ///< for the custody log
  std::optional<Problem> problem;
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
      next_number_ = next_capture_number(*database_);
      auto store =
          WarcStore::open({options_.path + "/warc", options_.software, options_.operator_name, options_.rotate_at},
                          committed_lengths(*database_), writes(), clock_);
      if (!store) return store.problem();
      store_ = std::move(*store);
      return {};
    });
  }

  Result<std::string> keep(const Capture& capture) override {
    if (auto writable = check_writable(); !writable) return writable.problem();
    Keeping keeping;
    const auto sealed = guarded(path_, [&]() -> Result<void> {
      seal(capture, keeping);
      return {};
    });
    if (!sealed) return sealed.problem();
    queue_.pass(keeping, [this](const std::vector<Keeping*>& batch) { commit(batch); });
    if (keeping.problem) return *keeping.problem;
    return keeping.row.id;
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
      const auto row = latest_capture(*database_, url, since);
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
      if (filter.ids.empty()) return findings_from(*database_, filter.min_grade);
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
        row = find_capture(*database_, id);
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
      SQLite::Statement query(*database_, "SELECT line FROM custody ORDER BY sequence");
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
      const auto row = find_payload(*database_, payload);
      return row ? std::optional(row->prior) : std::nullopt;
    });
    keeping.detail = keeping.row.id + " " + capture.url + " content sha256:" + digest +
                     " records sha256:" + sha256(keeping.sealed.bytes);
  }

  /// In the commit queue, so one thread at a time: to the WARC, synced, and only then into the database.
  void commit(const std::vector<Keeping*>& batch) {
    std::vector<const std::string*> groups;
    for (const Keeping* keeping : batch) groups.push_back(&keeping->sealed.bytes);
    const auto done = guarded(path_, [&]() -> Result<void> {
      const auto places = store_->append(groups);
      if (!places) return places.problem();
      const std::lock_guard lock(mutex_);
      SQLite::Transaction transaction(*database_);
      for (std::size_t i = 0; i < batch.size(); ++i) enter(*batch[i], (*places)[i]);
      transaction.commit();
      return {};
    });
    if (done) return;
    for (Keeping* keeping : batch) keeping->problem = done.problem();
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
    return guarded(path_, [&]() -> Result<void> {
      const std::lock_guard lock(mutex_);
      SQLite::Transaction transaction(*database_);
      act(clock_.now());
      enter_custody(action, detail);
      transaction.commit();
      return {};
    });
  }

  Result<std::vector<FindingRecord>> named(const std::vector<std::string>& ids) {
    std::vector<FindingRecord> records;
    for (const std::string& id : ids) {
      auto record = find_finding(*database_, id);
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
      row = find_payload(*database_, **digest);
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
  std::mutex mutex_;  ///< of database_
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<WarcStore> store_;
  CommitQueue<Keeping> queue_;
  std::atomic<std::int64_t> next_number_{1};
};

}  // namespace

Result<std::unique_ptr<Vault>> open_vault(const VaultOptions& options, Clock& clock) {
  auto vault = std::make_unique<SqliteVault>(options, clock);
  if (const auto opened = vault->open(); !opened) return opened.problem();
  return std::unique_ptr<Vault>(std::move(vault));
}

}  // namespace markhound::evidence
