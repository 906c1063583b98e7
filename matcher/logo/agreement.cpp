#include "matcher/logo/agreement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>
#include <utility>

namespace markhound::matcher {
namespace {

constexpr double most_scale_apart = 0.75;  // log2 of two pairs' scales
constexpr double most_degrees_apart = 30;
constexpr double first_reach = 0.14;  // share of the logo's diagonal that a place may be off by a pair's own pose
constexpr double final_reach = 0.06;  // and by the map fitted to all
constexpr std::size_t seeds = 8;      // hypotheses that are refined
constexpr std::size_t fewest = 3;
constexpr double cell = 0.02;  // share of the diagonal within which two points of the logo are one

double degrees_between(double a, double b) { return std::abs(std::remainder(a - b, 360.0)); }

/// How one pair alone would lay the logo in the picture.
struct Pose {
  double scale = 1;  ///< log2
  double angle = 0;  ///< degrees
  Affine map;
};

Pose pose_of(const PointPair& pair) {
  const double scale = pair.picture.size / std::max(pair.logo.size, 1e-3f);
  const double angle = pair.picture.angle - pair.logo.angle;
  const double turned = angle * std::numbers::pi / 180;
  const double c = scale * std::cos(turned), s = scale * std::sin(turned);
  return {std::log2(std::max(scale, 1e-6)),
          angle,
          {c, -s, pair.picture.x - c * pair.logo.x + s * pair.logo.y, s, c,
           pair.picture.y - s * pair.logo.x - c * pair.logo.y}};
}

/// Solves the three normal equations of a weighted plane by Cramer's rule.
bool solve(const std::array<double, 6>& m, const std::array<double, 3>& v, std::array<double, 3>& out) {
  const auto& [a, b, c, d, e, f] = m;  // a b c / b d e / c e f
  const double determinant = a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c);
  if (std::abs(determinant) < 1e-6 * (1 + std::abs(a * d * f))) return false;
  out = {(v[0] * (d * f - e * e) - b * (v[1] * f - e * v[2]) + c * (v[1] * e - d * v[2])) / determinant,
         (a * (v[1] * f - v[2] * e) - v[0] * (b * f - e * c) + c * (b * v[2] - v[1] * c)) / determinant,
         (a * (d * v[2] - e * v[1]) - b * (b * v[2] - v[1] * c) + v[0] * (b * e - d * c)) / determinant};
  return true;
}

class Fitter {
 public:
  explicit Fitter(const LogoCandidate& candidate)
      : pairs_(candidate.pairs), diagonal_(std::hypot(candidate.logo_width, candidate.logo_height)) {
    for (const PointPair& pair : pairs_) {
      poses_.push_back(pose_of(pair));
      weights_.push_back(telling(pair));
    }
  }

  std::optional<Agreement> strongest() {
    std::optional<Agreement> best;
    for (const std::size_t seed : best_seeds()) {
      std::optional<Agreement> found = refine(poses_[seed]);
      if (found && (!best || found->weight > best->weight)) best = std::move(found);
    }
    return best;
  }

 private:
  std::vector<std::size_t> best_seeds() const {
    std::vector<std::pair<double, std::size_t>> votes;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      votes.emplace_back(-weigh(unique(agreeing(poses_[i].map, poses_[i], first_reach))), i);
    }
    const std::size_t kept = std::min(seeds, votes.size());
    std::partial_sort(votes.begin(), votes.begin() + static_cast<std::ptrdiff_t>(kept), votes.end());
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < kept; ++i) best.push_back(votes[i].second);
    return best;
  }

  std::optional<Agreement> refine(const Pose& seed) const {
    std::vector<std::size_t> inliers = unique(agreeing(seed.map, seed, first_reach));
    if (inliers.size() < fewest) return std::nullopt;
    Pose pose = seed;
    for (const double reach : {0.10, 0.08, final_reach}) {
      if (!fit_similarity(inliers, pose)) return std::nullopt;
      inliers = unique(agreeing(pose.map, pose, reach));
      if (inliers.size() < fewest) return std::nullopt;
    }
    Agreement agreement{pose.map, inliers, weigh(inliers)};
    Affine bent;
    if (inliers.size() >= 5 && fit_affine(inliers, bent) && plausible(bent)) {
      std::vector<std::size_t> more = unique(agreeing(bent, pose, final_reach));
      const double weight = weigh(more);
      if (weight > agreement.weight) agreement = {bent, std::move(more), weight};
    }
    return agreement;
  }

  /// Pairs that a map explains; `pose` tells the scale and angle that they should have.
  std::vector<std::size_t> agreeing(const Affine& map, const Pose& pose, double reach) const {
    const double most = reach * diagonal_ * std::exp2(pose.scale) + 1.5;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (std::abs(poses_[i].scale - pose.scale) > most_scale_apart) continue;
      if (degrees_between(poses_[i].angle, pose.angle) > most_degrees_apart) continue;
      const Point there = map(pairs_[i].logo.x, pairs_[i].logo.y);
      if (std::hypot(there.x - pairs_[i].picture.x, there.y - pairs_[i].picture.y) <= most) found.push_back(i);
    }
    return found;
  }

  /// The most telling pair for each point of the picture and each place of the logo.
  std::vector<std::size_t> unique(std::vector<std::size_t> found) const {
    std::stable_sort(found.begin(), found.end(),
                     [&](std::size_t a, std::size_t b) { return weights_[a] > weights_[b]; });
    std::set<std::pair<int, int>> in_picture, in_logo;
    std::erase_if(found, [&](std::size_t i) {
      const std::pair<int, int> picture(std::lround(pairs_[i].picture.x), std::lround(pairs_[i].picture.y));
      const double grid = std::max(1.0, cell * diagonal_);
      const std::pair<int, int> logo(std::lround(pairs_[i].logo.x / grid), std::lround(pairs_[i].logo.y / grid));
      if (in_picture.contains(picture) || in_logo.contains(logo)) return true;
      in_picture.insert(picture);
      in_logo.insert(logo);
      return false;
    });
    return found;
  }

  double weigh(const std::vector<std::size_t>& found) const {
    return std::accumulate(found.begin(), found.end(), 0.0,
                           [&](double sum, std::size_t i) { return sum + weights_[i]; });
  }

  bool fit_similarity(const std::vector<std::size_t>& inliers, Pose& pose) const {
    double total = 0, lx = 0, ly = 0, px = 0, py = 0;
    for (const std::size_t i : inliers) {
      const double w = weights_[i];
      total += w;
      lx += w * pairs_[i].logo.x, ly += w * pairs_[i].logo.y;
      px += w * pairs_[i].picture.x, py += w * pairs_[i].picture.y;
    }
    lx /= total, ly /= total, px /= total, py /= total;
    double square = 0, along = 0, across = 0;
    for (const std::size_t i : inliers) {
      const double w = weights_[i];
      const double x = pairs_[i].logo.x - lx, y = pairs_[i].logo.y - ly;
      const double u = pairs_[i].picture.x - px, v = pairs_[i].picture.y - py;
      square += w * (x * x + y * y);
      along += w * (x * u + y * v);
      across += w * (x * v - y * u);
    }
    const double c = along / square, s = across / square;
    const double scale = std::hypot(c, s);
    if (!(square > 1e-9) || !(scale > 1e-4)) return false;
    pose = {std::log2(scale),
            std::atan2(s, c) * 180 / std::numbers::pi,
            {c, -s, px - c * lx + s * ly, s, c, py - s * lx - c * ly}};
    return true;
  }

  bool fit_affine(const std::vector<std::size_t>& inliers, Affine& map) const {
    std::array<double, 6> m{};
    std::array<double, 3> u{}, v{};
    for (const std::size_t i : inliers) {
      const double w = weights_[i], x = pairs_[i].logo.x, y = pairs_[i].logo.y;
      m[0] += w * x * x, m[1] += w * x * y, m[2] += w * x;
      m[3] += w * y * y, m[4] += w * y, m[5] += w;
      u[0] += w * x * pairs_[i].picture.x, u[1] += w * y * pairs_[i].picture.x, u[2] += w * pairs_[i].picture.x;
      v[0] += w * x * pairs_[i].picture.y, v[1] += w * y * pairs_[i].picture.y, v[2] += w * pairs_[i].picture.y;
    }
    std::array<double, 3> row_x{}, row_y{};
    if (!solve(m, u, row_x) || !solve(m, v, row_y)) return false;
    map = {row_x[0], row_x[1], row_x[2], row_y[0], row_y[1], row_y[2]};
    return true;
  }

  /// No mirror image, and no more foreshortening than a logo that is still to be read.
  static bool plausible(const Affine& map) {
    const double determinant = map.determinant();
    const double square = map.xx * map.xx + map.xy * map.xy + map.yx * map.yx + map.yy * map.yy;
    return determinant > 1e-4 && square / (2 * determinant) < 1.9;  // ratio of the axes below about 3.5
  }

  const std::vector<PointPair>& pairs_;
  double diagonal_;
  std::vector<Pose> poses_;
  std::vector<double> weights_;
};

}  // namespace

double telling(const PointPair& pair) {
  const double ratio = pair.distance / std::max(pair.rival, 1e-6f);
  return std::clamp((0.98 - ratio) / 0.3, 0.03, 1.0);
}

std::optional<Agreement> strongest_agreement(const LogoCandidate& candidate) {
  if (candidate.pairs.size() < fewest) return std::nullopt;
  return Fitter(candidate).strongest();
}

}  // namespace markhound::matcher
