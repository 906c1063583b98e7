// Findings and listings as JSON, with stable snake_case names: in the vault, in packages, and as the command prints
// them (docs/evidence.md has the fields). Numbers are written so that they read back bit for bit.
#pragma once

#include <string>

#include "evidence/vault.h"

namespace markhound::evidence {

/// One line. Text that is no UTF-8 gets U+FFFD in its place.
std::string to_json(const Finding& finding);
/// The finding's members, then "seen", "first_seen", "last_seen", "decision", "why".
std::string to_json(const FindingRecord& record);
/// Members that are empty are left out, as `markhound read --json` does.
std::string to_json(const Listing& listing);

/// Problem of kind bad_input where the text is no such JSON.
Result<Finding> finding_from_json(const std::string& json);
Result<FindingRecord> record_from_json(const std::string& json);
Result<Listing> listing_from_json(const std::string& json);

}  // namespace markhound::evidence
