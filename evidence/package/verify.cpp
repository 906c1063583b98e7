// Checks a package from its own bytes: structure, digests, signature, custody chain, WARC records, time stamps.
#include <algorithm>
#include <exception>
#include <map>
#include <optional>
#include <set>

#include "evidence/custody.h"
#include "evidence/package.h"
#include "evidence/package/zip.h"
#include "evidence/seal/digest.h"
#include "evidence/seal/signer.h"
#include "evidence/seal/timestamp.h"
#include "evidence/warc/warc_check.h"

namespace markhound::evidence {
namespace {

constexpr const char* sums_name = "SHA256SUMS";
constexpr const char* signature_name = "SHA256SUMS.p7s";
constexpr const char* stamp_name = "SHA256SUMS.p7s.tsr";
constexpr const char* custody_name = "custody.jsonl";
constexpr const char* custody_stamp_name = "custody.jsonl.tsr";
constexpr const char* signer_name = "signer-ca.crt";
constexpr const char* authority_name = "tsa-ca.crt";
constexpr const char* warc_name = "archive/captures.warc.gz";
/// Without these there is nothing to check, or nothing that says how.
constexpr const char* required[] = {warc_name,     "findings.json",    "listings.json",
                                    "rights.json", custody_name,       "environment.json",
                                    "report.html", "HOW-TO-CHECK.txt", "WHAT-THIS-DOES-NOT-PROVE.txt",
                                    signer_name,   sums_name,          signature_name};
/// Lists, signatures and certificates are read whole; none is nearly as large.
constexpr std::uint32_t most_read_whole = 32u << 20;

Problem altered(const std::string& thing, const std::string& why) {
  return {Problem::Kind::refused, thing, why, "ask the sender for the package again"};
}

/// The custody log as it comes in, line by line.
class CustodyCheck {
 public:
  void feed(std::string_view bytes) {
    for (auto end = bytes.find('\n'); end != bytes.npos && !problem_; end = bytes.find('\n')) {
      line_ += bytes.substr(0, end);
      take_line();
      bytes.remove_prefix(end + 1);
    }
    line_ += bytes;
    if (line_.size() > longest_line) problem_ = altered(custody_name, "a line is longer than an entry can be");
    if (problem_) line_.clear();
  }

  std::optional<Problem> finish() {
    if (!problem_ && !line_.empty()) problem_ = altered(custody_name, "its last line is cut short");
    if (!problem_ && chain_.length() == 0) problem_ = altered(custody_name, "it is empty");
    return problem_;
  }

  const CustodyChain& chain() const { return chain_; }

 private:
  static constexpr std::size_t longest_line = 64u << 20;

  void take_line() {
    if (const auto followed = chain_.follow(line_); !followed) {
      problem_ = altered(custody_name, followed.problem().thing + ": " + followed.problem().cause);
    }
    line_.clear();
  }

  CustodyChain chain_;
  std::string line_;
  std::optional<Problem> problem_;
};

class Verification {
 public:
  explicit Verification(const ArchiveFile& file) : file_(file) {}

  Verdict run() {
    auto entries = read_zip_structure(file_);
    if (!entries) {
      verdict_.problems.push_back(entries.problem());
      return std::move(verdict_);
    }
    entries_ = std::move(*entries);
    confirm("the ZIP holds " + std::to_string(entries_.size()) + " files and not a byte besides");
    check_presence();
    for (const ZipEntry& entry : entries_) read(entry);
    check_sums();
    check_signature();
    check_custody();
    check_warc();
    check_stamps();
    verdict_.intact = verdict_.problems.empty();
    return std::move(verdict_);
  }

 private:
  void confirm(const std::string& what) { verdict_.confirmed.push_back(what); }
  void refuse(const std::string& thing, const std::string& why) { verdict_.problems.push_back(altered(thing, why)); }

  bool has(const std::string& name) const { return digests_.contains(name); }

  void check_presence() {
    for (const char* name : required) {
      const auto named = [&](const ZipEntry& entry) { return entry.name == name; };
      if (std::none_of(entries_.begin(), entries_.end(), named)) refuse(name, "it is missing");
    }
  }

  static bool is_read_whole(const std::string& name) {
    return name.starts_with(sums_name) || name == signer_name || name == authority_name || name == custody_stamp_name ||
           name == custody_name;
  }

  /// One pass over an entry: CRC, digest, and whatever else is to be known of it.
  void read(const ZipEntry& entry) {
    Sha256 digest;
    WarcCheck* warc = entry.name == warc_name ? &warc_.emplace(inflation_limit()) : nullptr;
    std::string* whole = is_read_whole(entry.name) && entry.size <= most_read_whole ? &texts_[entry.name] : nullptr;
    const bool good_crc = read_zip_entry(file_, entry, [&](std::string_view piece) {
      digest.update(piece);
      if (warc) warc->feed(piece);
      if (whole) *whole += piece;
      if (entry.name == custody_name) custody_.feed(piece);
    });
    if (!good_crc) refuse(entry.name, "its bytes do not have the CRC-32 of its ZIP header");
    digests_[entry.name] = hex(digest.finish());
  }

  std::uint64_t inflation_limit() const { return 100 * file_.size() + (64u << 20); }

  /// The list names every file before it, in order, and nothing else stands there.
  void check_sums() {
    const std::string& sums = texts_[sums_name];
    std::vector<std::string> expected{sums_name, signature_name};
    if (has(stamp_name)) expected.push_back(stamp_name);
    const std::size_t listed = entries_.size() - std::min(entries_.size(), expected.size());
    for (std::size_t i = listed; i < entries_.size(); ++i) {
      if (entries_[i].name != expected[i - listed])
        refuse(entries_[i].name, "it is not in its place, or no list names it");
    }
    std::string canonical;
    for (std::size_t i = 0; i < listed; ++i) canonical += digests_[entries_[i].name] + "  " + entries_[i].name + "\n";
    if (canonical == sums)
      return confirm("each of them has the digest that SHA256SUMS names, and SHA256SUMS names each");
    explain_sums(sums, listed);
  }

  /// Finds the files that do not fit the list, or the list itself where all fit.
  void explain_sums(std::string_view sums, std::size_t listed) {
    constexpr std::size_t name_at = 64 + 2;
    std::map<std::string, std::string> named;
    while (!sums.empty()) {
      const std::string_view line = sums.substr(0, sums.find('\n'));
      sums.remove_prefix(std::min(sums.size(), line.size() + 1));
      if (line.size() > name_at) named[std::string(line.substr(name_at))] = line.substr(0, 64);
    }
    const std::size_t before = verdict_.problems.size();
    for (std::size_t i = 0; i < listed; ++i) {
      const std::string& name = entries_[i].name;
      const auto found = named.find(name);
      if (found == named.end()) {
        refuse(name, "SHA256SUMS does not name it");
      } else if (found->second != digests_[name]) {
        refuse(name, "it does not have the digest that SHA256SUMS names");
      }
    }
    for (const auto& [name, digest] : named) {
      if (!has(name)) refuse(name, "SHA256SUMS names it and it is missing");
    }
    if (verdict_.problems.size() == before) refuse(sums_name, "its lines are not those of the files in their order");
  }

  void check_signature() {
    if (!has(signature_name) || !has(signer_name) || !has(sums_name)) return;
    const auto facts = verify_detached(texts_[signature_name], texts_[sums_name], texts_[signer_name]);
    if (!facts) {
      return refuse(facts.problem().thing == "content" ? sums_name : signature_name, facts.problem().cause);
    }
    confirm("SHA256SUMS was signed by " + facts->subject + ", who claims " + facts->time);
    confirm(
        "that certificate was made by the signer himself: it proves who signed only to one who knows its SHA-256 "
        "fingerprint " +
        facts->fingerprint);
  }

  void check_custody() {
    if (!has(custody_name)) return;
    if (auto problem = custody_.finish()) return verdict_.problems.push_back(std::move(*problem));
    confirm("the custody log is one unbroken chain of " + std::to_string(custody_.chain().length()) + " entries");
  }

  void check_warc() {
    if (!warc_) return;
    const auto records = warc_->finish();
    if (!records) return refuse(warc_name, records.problem().thing + ": " + records.problem().cause);
    confirm("all " + std::to_string(*records) + " WARC records have their digests");
  }

  void check_stamps() {
    // A token says nothing of files that do not fit one another, and the list names all of it but one token.
    if (!verdict_.problems.empty()) return;
    const bool any = has(authority_name) || has(custody_stamp_name) || has(stamp_name);
    if (!any) return confirm("no independent time exists: the package was not time-stamped");
    for (const char* name : {authority_name, custody_stamp_name, stamp_name}) {
      if (!has(name)) refuse(name, "it is missing, and the other files of the time stamp are there");
    }
    check_stamp(custody_stamp_name, custody_name);
    check_stamp(stamp_name, signature_name);
  }

  void check_stamp(const char* token, const char* over) {
    if (!has(authority_name) || !has(token) || !has(over)) return;
    const auto facts = verify_timestamp(texts_[token], texts_[over], texts_[authority_name]);
    if (!facts) return refuse(token, facts.problem().cause);
    confirm(std::string(over) + " existed on " + facts->time + ", says " + facts->subject +
            "; its root has the SHA-256 "
            "fingerprint " +
            facts->root + ", its certificate ends on " + facts->valid_until);
  }

  const ArchiveFile& file_;
  std::vector<ZipEntry> entries_;
  std::map<std::string, std::string> digests_;
  std::map<std::string, std::string> texts_;
  CustodyCheck custody_;
  std::optional<WarcCheck> warc_;
  Verdict verdict_;
};

}  // namespace

Result<Verdict> verify_package(const std::string& path) {
  auto file = ArchiveFile::open(path);
  if (!file) return file.problem();
  try {
    return Verification(*file).run();
  } catch (const std::exception& e) {
    return Problem{Problem::Kind::internal, path, e.what(), "free memory and check again; else report this"};
  }
}

}  // namespace markhound::evidence
