// What people read on a terminal: short lines, control characters made inert.
#pragma once

#include <string>
#include <vector>

#include "cli/picture_matches.h"
#include "core/match.h"
#include "evidence/vault.h"
#include "index/register.h"

namespace markhound::cli {

/// Control characters and bidirectional overrides of a hostile page replaced by '?', so that a terminal obeys none.
std::string inert(const std::string& text);

/// As many whole UTF-8 characters as fit into `columns` bytes, "…" where it was cut.
std::string shortened(const std::string& text, std::size_t columns);

std::string describe(const std::string& input, const std::vector<TextMatch>& matches, const index::Register& marks);
std::string describe(const std::string& file, const PictureMatches& found, const index::Register& marks);

/// A line a finding: grade, id, score, mark, title, address; "" where there is none.
std::string table_of(const std::vector<evidence::FindingRecord>& findings);

/// All that is known of one finding: factors, what speaks against it, where it was seen.
std::string describe(const evidence::FindingRecord& record);

}  // namespace markhound::cli
