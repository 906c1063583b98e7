#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "matcher/judge.h"
#include "matcher/logo/sighting.h"

namespace markhound::matcher {
namespace {

std::string in_words(const Sighting& sighting) {
  const Affine& map = sighting.agreement.map;
  const double degrees = std::atan2(map.yx - map.xy, map.xx + map.yy) * 180 / std::numbers::pi;
  return fmt::format(
      "{} points of the picture agree with the logo's {} in one place, turned {:.0f} degrees, at {:.2f} "
      "of its size",
      sighting.agreement.pairs.size(), sighting.candidate->logo_points, degrees,
      std::sqrt(std::abs(map.determinant())));
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
  match.reasons.push_back(in_words(sighting));
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
