#include <algorithm>
#include <cmath>

#include "matcher/logo/sighting.h"

namespace markhound::matcher {

constexpr double fewest_points = 5;  // a map fits three or four points easily
constexpr double hint = 0.49;        // the most that they score

bool is_hint(const Support& support) { return support.points < fewest_points; }

// Logistic regression on sightings in photos of FlickrLogos-27's training part and of shop shelves; neither the photos
// that the references are cut from nor the queries of protocol P5 were among them.
double score_of(const Support& support) {
  const double evidence = -0.942 + 1.669 * std::log(support.united + 0.1) - 0.498 * std::log(support.chance + 0.1) +
                          1.263 * std::log(support.spread + 0.02) + 0.973 * std::log(support.logos);
  const double score = 1 / (1 + std::exp(-evidence));
  return is_hint(support) ? std::min(score, hint) : score;
}

}  // namespace markhound::matcher
