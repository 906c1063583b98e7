// Findings as CSV (RFC 4180).
#pragma once

#include <string>
#include <vector>

#include "evidence/vault.h"

namespace markhound::cli {

/// One cell: quoted where it must be, and kept from being taken for a formula by a spreadsheet (OWASP, CSV injection).
std::string csv_cell(const std::string& text);

/// With a header; a line a finding.
std::string csv_of(const std::vector<evidence::FindingRecord>& findings);

}  // namespace markhound::cli
