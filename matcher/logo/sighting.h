// A logo that may be in the picture, with all that speaks for it and against it. Private to this folder.
#pragma once

#include <array>
#include <vector>

#include "core/match.h"
#include "matcher/logo/agreement.h"

namespace markhound::matcher {

/// What a sighting rests on; the score is made of these alone.
struct Support {
  double weight = 0;  ///< of the logo's own agreement
  double points = 0;  ///< pairs in it
  double united = 0;  ///< weight of all points of the picture that any logo of the mark explains at that place
  double logos = 0;   ///< logos of the mark that agree at that place
  double spread = 0;  ///< how far its points lie apart: share of the logo's diagonal
  double chance = 0;  ///< weight that would agree by chance, from the number of pairs and the size of the place
  double rival = 0;   ///< the best weight of another mark anywhere in the picture
};

struct Sighting {
  const LogoCandidate* candidate = nullptr;
  Agreement agreement;
  std::array<Point, 4> corners;  ///< of the logo, in the picture
  Box box;                       ///< around the corners, inside the picture
  Support support;
};

/// At most one sighting a mark and place, the most supported first.
std::vector<Sighting> find_sightings(const Signature& picture, const std::vector<LogoCandidate>& candidates);

/// 0 to 1: the share of sightings so supported that are right.
double score_of(const Support& support);

/// Three or four points: the score stays under the default acceptance of 0.5.
bool is_hint(const Support& support);

}  // namespace markhound::matcher
