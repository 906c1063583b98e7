#include <algorithm>
#include <cmath>

#include "matcher/logo/sighting.h"

namespace markhound::matcher {

// Logistic regression on sightings in photos of FlickrLogos-27's training part and of shop shelves; neither the photos
// that the references were cut from nor the queries of the protocol were among them. docs/pictures.md says how it is
// calibrated on those.
// A fit through three or four points is a hint and never an accusation: it stays under the default acceptance of 0.5.
constexpr double fewest_points = 5;
constexpr double hint = 0.49;

double score_of(const Support& support) {
  const double evidence = -0.942 + 1.669 * std::log(support.united + 0.1) - 0.498 * std::log(support.chance + 0.1) +
                          1.263 * std::log(support.spread + 0.02) + 0.973 * std::log(support.logos);
  const double score = 1 / (1 + std::exp(-evidence));
  return support.points < fewest_points ? std::min(score, hint) : score;
}

}  // namespace markhound::matcher
