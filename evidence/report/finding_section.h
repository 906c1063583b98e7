// One finding in the report: the mark beside the listing, what was seen, why it weighs, what speaks against it.
#pragma once

#include <string>

#include "evidence/report/case.h"

namespace markhound::evidence {

std::string finding_section(const Case& item, const FindingRecord& record, std::size_t number);

/// A grade's badge.
std::string grade_badge(Grade grade);

}  // namespace markhound::evidence
