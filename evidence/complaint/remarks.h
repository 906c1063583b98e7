// Where the checks put what they find.
#pragma once

#include <string>
#include <vector>

#include "evidence/complaint/check.h"

namespace markhound::evidence::complaint {

/// One check at work on a filing.
class Remarks {
 public:
  Remarks(const Filing& filing, const Check& check, std::vector<Remark>& all)
      : filing_(filing), check_(check), all_(all) {}

  const Filing& filing() const { return filing_; }
  const Check& rule() const { return check_; }

  void about(const Accused& accused, std::string says, std::string mend) {
    add(check_.severity, "", accused.record.finding.id, std::move(says), std::move(mend));
  }
  void about(const Draft& draft, std::string says, std::string mend) {
    add(check_.severity, draft.notice.id(), "", std::move(says), std::move(mend));
  }
  void warn(const Accused& accused, std::string says, std::string mend) {
    add(Severity::warning, "", accused.record.finding.id, std::move(says), std::move(mend));
  }
  void warn(const Draft& draft, std::string says, std::string mend) {
    add(Severity::warning, draft.notice.id(), "", std::move(says), std::move(mend));
  }
  /// The last remark cannot be forced.
  void make_final() { all_.back().final = true; }

 private:
  void add(Severity severity, std::string notice, std::string finding, std::string says, std::string mend) {
    const Source& source = filing_.form.source(check_.source);
    const bool general = check_.source.starts_with("general.");
    all_.push_back({source.confirmed ? severity : Severity::warning,
                    (general ? "general" : filing_.form.platform) + "." + check_.check, std::move(notice),
                    std::move(finding), std::move(says), std::move(mend), source, false});
  }

  const Filing& filing_;
  const Check& check_;
  std::vector<Remark>& all_;
};

// Each knows some of the checks by name; false where it does not know this one.
bool check_findings(Remarks& remarks);
bool check_rights(Remarks& remarks, const std::vector<Draft>& drafts);
bool check_papers(Remarks& remarks, const std::vector<Draft>& drafts);

}  // namespace markhound::evidence::complaint
