#include "matcher/logo/sighting.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

namespace markhound::matcher {
namespace {

void place(const Signature& picture, Sighting& sighting) {
  const double w = sighting.candidate->logo_width, h = sighting.candidate->logo_height;
  const Affine& map = sighting.agreement.map;
  sighting.corners = {map(0, 0), map(w, 0), map(w, h), map(0, h)};
  const auto [left, right] =
      std::minmax({sighting.corners[0].x, sighting.corners[1].x, sighting.corners[2].x, sighting.corners[3].x});
  const auto [top, bottom] =
      std::minmax({sighting.corners[0].y, sighting.corners[1].y, sighting.corners[2].y, sighting.corners[3].y});
  const auto inside = [](double at, int size) { return static_cast<int>(std::clamp(at, 0.0, double(size))); };
  const int x = inside(std::floor(left), picture.width), y = inside(std::floor(top), picture.height);
  sighting.box = {x, y, inside(std::ceil(right), picture.width) - x, inside(std::ceil(bottom), picture.height) - y};
}

double spread(const Sighting& sighting) {
  const auto& pairs = sighting.candidate->pairs;
  double x = 0, y = 0, squares = 0;
  for (const std::size_t i : sighting.agreement.pairs) {
    x += pairs[i].logo.x;
    y += pairs[i].logo.y;
    squares += double(pairs[i].logo.x) * pairs[i].logo.x + double(pairs[i].logo.y) * pairs[i].logo.y;
  }
  const double n = static_cast<double>(sighting.agreement.pairs.size());
  const double variance = std::max(0.0, squares / n - (x * x + y * y) / (n * n));
  return std::sqrt(variance) / std::hypot(sighting.candidate->logo_width, sighting.candidate->logo_height);
}

double chance(const Signature& picture, const Sighting& sighting) {
  double weight = 0;
  for (const PointPair& pair : sighting.candidate->pairs) weight += telling(pair);
  const double reach = 0.1 * std::hypot(sighting.candidate->logo_width, sighting.candidate->logo_height);
  const double area = std::numbers::pi * reach * reach * std::abs(sighting.agreement.map.determinant());
  return weight * std::min(1.0, area / std::max(1.0, double(picture.width) * picture.height));
}

bool same_place(const Box& a, const Box& b) {
  const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  return 2.0 * width * height > std::min(double(a.width) * a.height, double(b.width) * b.height);
}

/// Weight of the picture's points that a mark's sightings at one place explain, each point once.
class United {
 public:
  void add(const Sighting& sighting) {
    ++logos_;
    for (const std::size_t i : sighting.agreement.pairs) {
      const PointPair& pair = sighting.candidate->pairs[i];
      double& most = points_[{std::lround(pair.picture.x), std::lround(pair.picture.y)}];
      most = std::max(most, telling(pair));
    }
  }
  double weight() const {
    double sum = 0;
    for (const auto& [point, most] : points_) sum += most;
    return sum;
  }
  double logos() const { return logos_; }

 private:
  std::map<std::pair<long, long>, double> points_;
  double logos_ = 0;
};

/// Keeps the best sighting of each mark and place, and unites what the others there add to it.
std::vector<Sighting> merge(std::vector<Sighting> sightings) {
  std::stable_sort(sightings.begin(), sightings.end(),
                   [](const Sighting& a, const Sighting& b) { return a.support.weight > b.support.weight; });
  std::vector<Sighting> best;
  std::vector<United> united;
  for (Sighting& sighting : sightings) {
    std::size_t at = 0;
    while (at < best.size() &&
           !(best[at].candidate->mark == sighting.candidate->mark && same_place(best[at].box, sighting.box))) {
      ++at;
    }
    if (at == best.size()) united.emplace_back();
    united[at].add(sighting);
    if (at == best.size()) best.push_back(std::move(sighting));
  }
  for (std::size_t i = 0; i < best.size(); ++i) {
    best[i].support.united = united[i].weight();
    best[i].support.logos = united[i].logos();
  }
  return best;
}

void set_rivals(std::vector<Sighting>& sightings) {
  for (Sighting& sighting : sightings) {
    for (const Sighting& other : sightings) {
      if (other.candidate->mark == sighting.candidate->mark) continue;
      sighting.support.rival = std::max(sighting.support.rival, other.support.points);
    }
  }
}

}  // namespace

std::vector<Sighting> find_sightings(const Signature& picture, const std::vector<LogoCandidate>& candidates) {
  std::vector<Sighting> sightings;
  for (const LogoCandidate& candidate : candidates) {
    auto agreement = strongest_agreement(candidate);
    if (!agreement) continue;
    Sighting sighting{&candidate, std::move(*agreement), {}, {}, {}};
    place(picture, sighting);
    sighting.support.weight = sighting.agreement.weight;
    sighting.support.points = static_cast<double>(sighting.agreement.pairs.size());
    sighting.support.spread = spread(sighting);
    sighting.support.chance = chance(picture, sighting);
    sightings.push_back(std::move(sighting));
  }
  sightings = merge(std::move(sightings));
  set_rivals(sightings);
  return sightings;
}

}  // namespace markhound::matcher
