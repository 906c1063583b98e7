#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "matcher/judge.h"
#include "matcher/logo/agreement.h"

namespace markhound::matcher {
namespace {

double score_of(const Agreement& agreement) { return 1 / (1 + std::exp(3.0 - 0.8 * agreement.weight)); }

void place(const Signature& picture, const LogoCandidate& candidate, const Affine& map, LogoMatch& match) {
  const double w = candidate.logo_width, h = candidate.logo_height;
  const std::array<Point, 4> corners = {map(0, 0), map(w, 0), map(w, h), map(0, h)};
  double left = picture.width, top = picture.height, right = 0, bottom = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    match.corners[2 * i] = static_cast<float>(corners[i].x);
    match.corners[2 * i + 1] = static_cast<float>(corners[i].y);
    left = std::min(left, corners[i].x), right = std::max(right, corners[i].x);
    top = std::min(top, corners[i].y), bottom = std::max(bottom, corners[i].y);
  }
  left = std::clamp(left, 0.0, double(picture.width)), right = std::clamp(right, 0.0, double(picture.width));
  top = std::clamp(top, 0.0, double(picture.height)), bottom = std::clamp(bottom, 0.0, double(picture.height));
  match.box = {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
               static_cast<int>(std::ceil(right - std::floor(left))),
               static_cast<int>(std::ceil(bottom - std::floor(top)))};
}

std::string in_words(const LogoCandidate& candidate, const Agreement& agreement) {
  const Affine& map = agreement.map;
  const double degrees = std::atan2(map.yx - map.xy, map.xx + map.yy) * 180 / std::numbers::pi;
  return fmt::format(
      "{} points of the picture agree with the logo's {} in one place, turned {:.0f} degrees, at {:.2f} "
      "of its size",
      agreement.pairs.size(), candidate.logo_points, degrees, std::sqrt(std::abs(map.determinant())));
}

LogoMatch match_of(const Signature& picture, const LogoCandidate& candidate, const Agreement& agreement) {
  LogoMatch match;
  match.mark = candidate.mark;
  match.logo = candidate.logo;
  match.score = score_of(agreement);
  place(picture, candidate, agreement.map, match);
  for (const std::size_t i : agreement.pairs) match.points.push_back(candidate.pairs[i]);
  match.reasons.push_back(in_words(candidate, agreement));
  return match;
}

bool same_place(const Box& a, const Box& b) {
  const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  return 2.0 * width * height > std::min(double(a.width) * a.height, double(b.width) * b.height);
}

}  // namespace

std::vector<LogoMatch> judge_logos(const Signature& picture, const std::vector<LogoCandidate>& candidates) {
  std::vector<LogoMatch> matches;
  for (const LogoCandidate& candidate : candidates) {
    if (const auto agreement = strongest_agreement(candidate)) {
      matches.push_back(match_of(picture, candidate, *agreement));
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const LogoMatch& a, const LogoMatch& b) { return a.score > b.score; });
  std::vector<LogoMatch> best;
  for (LogoMatch& match : matches) {
    const bool known = std::any_of(best.begin(), best.end(), [&](const LogoMatch& better) {
      return better.mark == match.mark && same_place(better.box, match.box);
    });
    if (!known) best.push_back(std::move(match));
  }
  return best;
}

}  // namespace markhound::matcher
