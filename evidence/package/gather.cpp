#include "evidence/package/gather.h"

#include <algorithm>

#include <sys/utsname.h>

#include "evidence/custody.h"
#include "evidence/report/picture.h"

namespace markhound::evidence {
namespace {

/// Reads captures one at a time; only the pictures that the report shows stay in memory.
class Gathering {
 public:
  Gathering(Vault& vault, const PackageRequest& request) : vault_(vault), request_(request) {}

  Result<Case> run(UtcTime now) {
    if (request_.findings.empty()) {
      return Problem{Problem::Kind::bad_input, "export", "no finding was named", "name at least one finding"};
    }
    item_.made = now;
    item_.findings = request_.findings;
    item_.marks = request_.marks;
    item_.operator_name = request_.operator_name;
    item_.stamp.why_not = "no time-stamping authority was configured";
    for (const FindingRecord& record : item_.findings) {
      if (auto read = read_captures(record); !read) return read.problem();
    }
    if (auto read = read_shown_pictures(); !read) return read.problem();
    if (auto read = read_custody(); !read) return read.problem();
    set_environment();
    return std::move(item_);
  }

 private:
  Result<void> read_captures(const FindingRecord& record) {
    if (!item_.mark(record.finding.mark)) {
      return Problem{Problem::Kind::bad_input, "finding " + record.finding.id,
                     "its mark " + record.finding.mark + " is not in the register", "add the mark again"};
    }
    std::vector<std::string> ids = record.seen.captures;
    for (const LogoSighting& logo : record.finding.logos) ids.push_back(logo.capture);
    for (const std::string& id : ids) {
      if (id.empty() || item_.captures.contains(id)) continue;
      if (auto read = read_capture(id); !read) return read;
    }
    return {};
  }

  Result<void> read_capture(const std::string& id) {
    auto sealed = vault_.records(id);
    if (!sealed) return sealed.problem();
    auto capture = vault_.capture(id);
    if (!capture) return capture.problem();
    CaptureFacts facts{sealed->kept, capture->media_type, {}, {}};
    if (!capture->exchanges.empty()) facts.remote_address = capture->exchanges.back().remote_address;
    const PictureFacts picture = probe_picture(capture->content);
    if (!picture.media_type.empty() && !capture->media_type.starts_with("text/")) {
      facts.file = "listing-images/" + id + "." + picture.extension;
    }
    item_.captures.emplace(id, std::move(facts));
    return {};
  }

  Result<void> read_shown_pictures() {
    for (const FindingRecord& record : item_.findings) {
      for (const std::string& id : shown_pictures(item_, record)) {
        if (item_.pictures.contains(id)) continue;
        auto capture = vault_.capture(id);
        if (!capture) return capture.problem();
        item_.pictures.emplace(id, std::move(capture->content));
      }
    }
    return {};
  }

  Result<void> read_custody() {
    CustodyFacts& custody = item_.custody;
    return vault_.custody([&custody](const std::string& line) {
      ++custody.entries;
      custody.head = custody_digest(line);
      custody.text += line;
      custody.text += '\n';
    });
  }

  void set_environment() {
    utsname system{};
    ::uname(&system);
    item_.environment = {{"software", request_.software},
                         {"operator", request_.operator_name},
                         {"host", system.nodename},
                         {"system", std::string(system.sysname) + " " + system.release + " " + system.machine}};
    item_.environment.insert(item_.environment.end(), request_.environment.begin(), request_.environment.end());
  }

  Vault& vault_;
  const PackageRequest& request_;
  Case item_;
};

}  // namespace

Result<Case> gather_case(Vault& vault, const PackageRequest& request, Clock& clock) {
  return Gathering(vault, request).run(clock.now());
}

}  // namespace markhound::evidence
