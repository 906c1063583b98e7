// Judges what the register recalled. Pure: no clock, no network, no disk; the same input gives the same output, bit
// for bit, so anybody can recompute a finding from its package.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/listing.h"
#include "core/mark.h"

namespace markhound::matcher {

/// Which of the candidates `text` really uses or resembles; best first, at most one match a mark and place.
std::vector<TextMatch> judge_text(std::string_view text, const std::vector<TextCandidate>& candidates);

/// Which of the logos are in the picture, by agreement of scale, angle and place: every plausible sighting, best first,
/// at most one a mark and place. 0.5 is the default acceptance; what scores lower is for ranking and for a person's
/// eye.
std::vector<LogoMatch> judge_logos(const Signature& picture, const std::vector<LogoCandidate>& candidates);

/// Version of the rules that judge_listing applies; printed in every finding.
extern const char* const rules_version;

/// Everything seen in one listing, set against the marks that were matched: one finding a mark, with factors,
/// defences and grade. `find` gives a mark by id, null where it is gone.
std::vector<Finding> judge_listing(const Listing& listing, const std::vector<TextSighting>& texts,
                                   const std::vector<LogoSighting>& logos,
                                   const std::function<const Mark*(const std::string& id)>& find);

}  // namespace markhound::matcher
