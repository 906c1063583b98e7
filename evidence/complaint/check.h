// The linter: what a platform would refuse, or a court hold against the owner, found before anything is filed.
#pragma once

#include <string>
#include <vector>

#include "evidence/complaint/draft.h"

namespace markhound::evidence::complaint {

/// One thing found, with the rule that it breaks and where that rule is from.
struct Remark {
  Severity severity = Severity::warning;  ///< a rule whose source is not confirmed only warns
  std::string rule;                       ///< "walmart.number_digits", "general.decision", "etsy.field.samples"
  std::string notice;                     ///< id of the draft; empty where it is about a finding
  std::string finding;                    ///< id; empty where it is about a notice
  std::string says;
  std::string mend;
  Source source;
  bool final = false;  ///< no --force goes past it
};

/// Errors first, then in the order of the form. Of several rules that find the same, the most severe is told.
std::vector<Remark> check_filing(const Filing& filing, const std::vector<Draft>& drafts);

bool has_errors(const std::vector<Remark>& remarks);

}  // namespace markhound::evidence::complaint
