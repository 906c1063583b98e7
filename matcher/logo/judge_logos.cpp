#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "matcher/judge.h"
#include "matcher/logo/sighting.h"

namespace markhound::matcher {
namespace {

std::vector<std::string> in_words(const Sighting& sighting) {
  const Affine& map = sighting.agreement.map;
  const Support& support = sighting.support;
  const double degrees = std::atan2(map.yx - map.xy, map.xx + map.yy) * 180 / std::numbers::pi;
  std::vector<std::string> reasons{fmt::format(
      "{:.0f} points agree with the logo's {} in one place, turned {:.0f} degrees, at {:.2f} of its size; the nearest "
      "other mark explains {:.0f}",
      support.points, sighting.candidate->logo_points, degrees, std::sqrt(std::abs(map.determinant())), support.rival)};
  if (support.logos > 1) reasons.push_back(fmt::format("{:.0f} logos of the mark agree there", support.logos));
  if (is_hint(support)) reasons.push_back("so few points are a hint, not a finding");
  return reasons;
}

LogoMatch match_of(const Sighting& sighting) {
  LogoMatch match;
  match.mark = sighting.candidate->mark;
  match.logo = sighting.candidate->logo;
  match.score = score_of(sighting.support);
  match.box = sighting.box;
  for (std::size_t i = 0; i < sighting.corners.size(); ++i) {
    match.corners[2 * i] = static_cast<float>(sighting.corners[i].x);
    match.corners[2 * i + 1] = static_cast<float>(sighting.corners[i].y);
  }
  for (const std::size_t i : sighting.agreement.pairs) match.points.push_back(sighting.candidate->pairs[i]);
  match.reasons = in_words(sighting);
  return match;
}

}  // namespace

std::vector<LogoMatch> judge_logos(const Signature& picture, const std::vector<LogoCandidate>& candidates) {
  std::vector<LogoMatch> matches;
  for (const Sighting& sighting : find_sightings(picture, candidates)) matches.push_back(match_of(sighting));
  std::stable_sort(matches.begin(), matches.end(),
                   [](const LogoMatch& a, const LogoMatch& b) { return a.score > b.score; });
  return matches;
}

}  // namespace markhound::matcher
