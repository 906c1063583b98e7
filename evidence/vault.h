// The vault: captures sealed into WARC files before anything reads them, and the record of what was found in them.
// Append-only, with a hash-chained custody log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/capture.h"
#include "core/clock.h"
#include "core/finding.h"
#include "core/listing.h"
#include "core/result.h"

namespace markhound::evidence {

struct FindingFilter {
  Grade min_grade = Grade::C;
  /// All where empty. Findings that are named are given whatever their grade; an unambiguous prefix of at least 4
  /// characters names one.
  std::vector<std::string> ids;
};

/// A finding with what happened to it since.
struct FindingRecord {
  Finding finding;
  Listing seen;  ///< the listing as it was read
  UtcTime first_seen{};
  UtcTime last_seen{};
  Decision decision = Decision::open;
  std::string why;  ///< of the decision
};

struct KeptCapture {
  std::string id;  ///< "c-000123-" and the first 12 hex digits of the content's digest; never given twice
  std::string url;
  UtcTime time{};
  std::string content_digest;  ///< SHA-256 of the decoded content, hex
};

/// A capture as it lies in the WARC: whole gzip members, which may be copied into another WARC file.
struct SealedRecords {
  KeptCapture kept;
  std::string members;   ///< the capture's own records
  std::string referred;  ///< the earlier response whose payload they revisit; empty where they revisit none
};

/// Safe to call from any thread of one process.
class Vault {
 public:
  virtual ~Vault() = default;

  /// Seals the capture: written to the WARC, synced to disk, entered in the custody log. Returns its id.
  Result<std::string> keep(const Capture& capture) {
    auto ids = keep(std::vector<const Capture*>{&capture});
    if (!ids) return ids.problem();
    return std::move(ids->front());
  }
  /// The same for captures that came together, all or none: one wait for the disk. Threads that call at the same time
  /// share theirs too.
  virtual Result<std::vector<std::string>> keep(const std::vector<const Capture*>& captures) = 0;
  /// The capture as it was kept.
  virtual Result<Capture> capture(const std::string& id) = 0;

  /// The last capture of that URL kept since `since`, so that a resumed scan need not fetch it again.
  virtual Result<std::optional<KeptCapture>> latest(const std::string& url, UtcTime since) = 0;

  /// Records the findings of one listing, all or none. Recorded again, a finding is updated, never doubled; marks
  /// no longer found in it are left as they were.
  virtual Result<void> record(const Listing& listing, const std::vector<Finding>& findings) = 0;
  /// Best grade first, then by score, then by id.
  virtual Result<std::vector<FindingRecord>> findings(const FindingFilter& filter) = 0;
  virtual Result<void> decide(const std::string& id, Decision decision, const std::string& why) = 0;

  /// Enters an action in the custody log ("export", "mark add", …).
  virtual Result<void> log(const std::string& action, const std::string& detail) = 0;

  /// The capture's sealed records, for a package.
  virtual Result<SealedRecords> records(const std::string& id) = 0;
  /// Calls `visit` with each line of the custody log, first to last (evidence/custody.h has the format).
  virtual Result<void> custody(const std::function<void(const std::string& line)>& visit) = 0;
};

enum class Access { read, write };

struct VaultOptions {
  std::string path;  ///< folder, made where it is missing
  /// With read, no lock is taken, so another process may be writing: nothing is cut back, and keep, record, decide and
  /// log are refused.
  Access access = Access::write;
  std::string operator_name;
  std::string software;                  ///< "markhound/0.1.0"
  std::int64_t rotate_at = 512ll << 20;  ///< a WARC file is closed once it is this long, in bytes
};

/// A WARC torn by a crash is cut back to its last whole record. `clock` must outlive the vault. Problem of kind busy
/// where another process writes to it, of kind io where a WARC has lost captures that were kept.
Result<std::unique_ptr<Vault>> open_vault(const VaultOptions& options, Clock& clock);

/// SHA-256 of the bytes, in hex.
std::string sha256(std::string_view bytes);

}  // namespace markhound::evidence
