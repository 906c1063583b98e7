// In words: how a name is written in a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.h"
#include "matcher/text/alignment.h"

namespace markhound::matcher {

/// What is odd about the characters themselves: "with the look-alike letter 'о' (Cyrillic)", "in styled letters",
/// "with invisible characters between letters". `raw` are the bytes at the span.
std::vector<std::string> oddities(std::string_view raw, const TextCandidate& candidate);

/// Whether somebody took the trouble to hide plain letters: styled ones, invisible characters, signs between letters.
bool is_disguised(std::string_view raw);

/// The steps of an alignment: "'e' left out", "'0' for 'o'".
std::vector<std::string> describe(const Alignment& alignment);

}  // namespace markhound::matcher
