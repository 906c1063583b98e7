// One candidate judged: how like the mark it is and how sure, with the reasons in words.
#pragma once

#include <optional>

#include "core/match.h"
#include "matcher/text/letters.h"

namespace markhound::matcher {

/// What is accepted has at least this score: as likely as not.
constexpr double least_score = 0.5;

/// Nothing where the text more likely means something else.
std::optional<TextMatch> judge_candidate(const Whereabouts& text, const TextCandidate& candidate);

}  // namespace markhound::matcher
