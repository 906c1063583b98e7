// Writes a package: exhibits first, then the files that depend on whether the package is time-stamped, then the list
// of digests, its signature and the token over that.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "evidence/package.h"
#include "evidence/package/exhibits.h"
#include "evidence/package/gather.h"
#include "evidence/package/zip_writer.h"
#include "evidence/seal/signer.h"
#include "evidence/seal/timestamp.h"
#include "evidence/warc/capture_records.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

namespace fs = std::filesystem;

/// A UUID made of the digest of a name, so that the same case gives the same WARC (RFC 9562, version 8).
std::string uuid_of(const std::string& name) {
  std::string digits = sha256(name).substr(0, 32);
  digits[12] = '8';
  digits[16] = 'a';
  for (int at : {20, 16, 12, 8}) digits.insert(static_cast<std::size_t>(at), 1, '-');
  return "urn:uuid:" + digits;
}

class Export {
 public:
  Export(Vault& vault, const PackageRequest& request, Case item, Signer signer, const std::string& path)
      : vault_(vault), request_(request), item_(std::move(item)), signer_(std::move(signer)), zip_(path) {}

  Result<void> run() {
    if (auto written = write_captures(); !written) return written;
    if (auto written = write_pictures(); !written) return written;
    zip_.add("findings.json", findings_json(item_));
    zip_.add("listings.json", listings_json(item_));
    zip_.add("rights.json", rights_json(item_));
    zip_.add("custody.jsonl", item_.custody.text);
    const std::size_t exhibits = zip_.count();
    stamp_custody();
    auto closed = write_closing();
    if (!closed && item_.stamp.stamped) {
      // The authority answered once and then failed: all that speaks of it is written anew without it.
      give_up_stamp(closed.problem());
      zip_.forget_from(exhibits);
      closed = write_closing();
    }
    if (!closed) return closed;
    return zip_.finish();
  }

 private:
  Result<void> write_captures() {
    const std::string name = "archive/captures.warc.gz";
    zip_.begin(name);
    const std::string id = uuid_of(to_rfc3339(item_.made) + item_.custody.head);
    zip_.append(to_member(warcinfo(id, item_.made, "captures.warc.gz",
                                   {{"software", request_.software},
                                    {"format", "WARC File Format 1.1"},
                                    {"operator", request_.operator_name},
                                    {"description", "captures that the findings of this package were read from"}}),
                          6));
    std::set<std::string> written;
    for (const auto& [capture, facts] : item_.captures) {
      auto sealed = vault_.records(capture);
      if (!sealed) return sealed.problem();
      if (auto added = append_records(sealed->referred, written); !added) return added;
      if (auto added = append_records(sealed->members, written); !added) return added;
    }
    zip_.end();
    return {};
  }

  /// A payload that one capture holds and another revisits is written once.
  Result<void> append_records(std::string_view members, std::set<std::string>& written) {
    while (!members.empty()) {
      const std::string_view before = members;
      const auto id = take_record_id(members);
      if (!id) return id.problem();
      if (written.insert(*id).second) zip_.append(before.substr(0, before.size() - members.size()));
    }
    return {};
  }

  Result<void> write_pictures() {
    for (const auto& [id, facts] : item_.captures) {
      if (facts.file.empty()) continue;
      auto capture = vault_.capture(id);
      if (!capture) return capture.problem();
      zip_.add(facts.file, capture->content);
    }
    std::set<std::string> written;
    for (const MarkExhibit& exhibit : item_.marks) {
      for (const auto& [digest, bytes] : exhibit.logos) {
        if (written.insert(mark_file(bytes)).second) zip_.add(mark_file(bytes), bytes);
      }
    }
    return {};
  }

  /// Asks once before the list is made, so that the signed list can name the authority's certificates.
  void stamp_custody() {
    if (!request_.timestamper) return;
    auto stamp = ask(item_.custody.text);
    if (!stamp) return give_up_stamp(stamp.problem());
    custody_stamp_ = std::move(*stamp);
    const auto facts = verify_timestamp(custody_stamp_.response, item_.custody.text, custody_stamp_.authority);
    if (!facts) return give_up_stamp(facts.problem());
    item_.stamp = {true, facts->time, facts->subject, {}};
  }

  Result<Timestamp> ask(const std::string& data) {
    auto response = request_.timestamper->stamp(data);
    if (!response) return response.problem();
    return seal_timestamp(*response, data, request_.timestamp_roots);
  }

  void give_up_stamp(const Problem& problem) {
    item_.stamp = {false, {}, {}, "the time-stamping authority failed: " + problem.cause};
    if (request_.on_problem) request_.on_problem(problem);
  }

  /// A Problem only where signing or stamping fails; a full disk is told by zip_.finish().
  Result<void> write_closing() {
    if (item_.stamp.stamped) {
      zip_.add("custody.jsonl.tsr", custody_stamp_.response);
      zip_.add("tsa-ca.crt", custody_stamp_.authority);
    }
    zip_.add("environment.json", environment_json(item_));
    zip_.add("report.html", render(item_));
    zip_.add("HOW-TO-CHECK.txt", how_to_check(item_));
    zip_.add("WHAT-THIS-DOES-NOT-PROVE.txt", what_this_does_not_prove(item_));
    zip_.add("signer-ca.crt", signer_.certificate.pem());
    const std::string sums = zip_.sums();
    const auto signature = sign_detached(signer_, sums, item_.made);
    if (!signature) return signature.problem();
    zip_.add("SHA256SUMS", sums);
    zip_.add("SHA256SUMS.p7s", *signature);
    if (!item_.stamp.stamped) return {};
    const auto stamp = ask(*signature);
    if (!stamp) return stamp.problem();
    const auto holds = verify_timestamp(stamp->response, *signature, custody_stamp_.authority);
    if (!holds) return holds.problem();
    zip_.add("SHA256SUMS.p7s.tsr", stamp->response);
    return {};
  }

  Vault& vault_;
  const PackageRequest& request_;
  Case item_;
  Signer signer_;
  ZipWriter zip_;
  Timestamp custody_stamp_;
};

Problem exists(const std::string& path) {
  return {Problem::Kind::refused, path, "it exists already, and a package is never overwritten", "choose another name"};
}

/// Gives the finished file its name, unless something has it by now.
Result<void> name_package(const std::string& part, const std::string& output) {
  if (::link(part.c_str(), output.c_str()) == 0) {
    ::unlink(part.c_str());
  } else if (errno == EEXIST || ::access(output.c_str(), F_OK) == 0) {
    return exists(output);
  } else if (::rename(part.c_str(), output.c_str()) != 0) {
    return Problem{Problem::Kind::io, output, std::strerror(errno), "choose a folder that can be written"};
  }
  const std::string folder = fs::path(output).has_parent_path() ? fs::path(output).parent_path().string() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
  return {};
}

std::string digest_of_file(const std::string& path) {
  const auto file = ArchiveFile::open(path);
  Sha256 digest;
  for (std::uint64_t at = 0; file && at < file->size(); at += 1u << 20) digest.update(file->read(at, 1u << 20));
  return hex(digest.finish());
}

std::string ids_of(const PackageRequest& request) {
  std::string ids;
  for (const FindingRecord& record : request.findings) ids += (ids.empty() ? "" : " ") + record.finding.id;
  return ids;
}

Result<void> write_package(Vault& vault, const PackageRequest& request, Clock& clock) {
  std::error_code error;
  if (fs::exists(request.output, error)) return exists(request.output);
  auto signer = open_signer(request.key_folder, request.operator_name, clock.now());
  if (!signer) return signer.problem();
  const std::string name = fs::path(request.output).filename().string();
  if (auto logged = vault.log("export", name + " findings " + ids_of(request)); !logged) return logged;
  auto item = gather_case(vault, request, clock);
  if (!item) return item.problem();
  const std::string part = request.output + ".part";
  auto written = Export(vault, request, std::move(*item), std::move(*signer), part).run();
  if (written) written = name_package(part, request.output);
  if (!written) {
    ::unlink(part.c_str());
    return written;
  }
  return vault.log("exported", name + " sha256:" + digest_of_file(request.output));
}

Problem failed(const std::string& thing, const std::exception& e) {
  return {Problem::Kind::internal, thing, e.what(), "free memory or export fewer findings; else report this"};
}

}  // namespace

Result<void> export_package(Vault& vault, const PackageRequest& request, Clock& clock) {
  try {
    return write_package(vault, request, clock);
  } catch (const std::exception& e) {
    return failed(request.output, e);
  }
}

Result<std::string> render_report(Vault& vault, const PackageRequest& request, Clock& clock) {
  try {
    auto item = gather_case(vault, request, clock);
    if (!item) return item.problem();
    return render(*item);
  } catch (const std::exception& e) {
    return failed("report", e);
  }
}

}  // namespace markhound::evidence
