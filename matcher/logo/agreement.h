// Which pairs of points tell the same story: one logo, in one place, at one scale and angle. Private to this folder.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/candidate.h"

namespace markhound::matcher {

struct Point {
  double x = 0;
  double y = 0;
};

/// From pixels of the logo to pixels of the picture.
struct Affine {
  double xx = 1, xy = 0, x0 = 0;
  double yx = 0, yy = 1, y0 = 0;

  Point operator()(double x, double y) const { return {xx * x + xy * y + x0, yx * x + yy * y + y0}; }
  double determinant() const { return xx * yy - xy * yx; }
};

/// The pairs that agree, each point of the picture and each place of the logo in one of them only.
struct Agreement {
  Affine map;
  std::vector<std::size_t> pairs;  ///< into LogoCandidate::pairs
  double weight = 0;               ///< sum of what each pair tells: 0 to 1 a pair
};

/// What a pair tells by itself: 1 where the next other mark is far off, near 0 where it is as near.
double telling(const PointPair& pair);

/// The strongest agreement of a candidate; nothing where no three pairs agree.
std::optional<Agreement> strongest_agreement(const LogoCandidate& candidate);

}  // namespace markhound::matcher
