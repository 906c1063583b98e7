#include "samples/generator/distance.h"

namespace markhound::samples {

float polygon(Point2 p, const std::vector<Point2>& outline) {
  float nearest = 1e9f, sign = 1;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const Point2 a = outline[i], b = outline[j];
    const float ex = b.x - a.x, ey = b.y - a.y, wx = p.x - a.x, wy = p.y - a.y;
    const float t = std::clamp((wx * ex + wy * ey) / (ex * ex + ey * ey), 0.0f, 1.0f);
    const float dx = wx - ex * t, dy = wy - ey * t;
    nearest = std::min(nearest, dx * dx + dy * dy);
    const bool above = p.y >= a.y, below = p.y<b.y, left = ex * wy> ey * wx;
    if ((above && below && left) || (!above && !below && !left)) sign = -sign;
  }
  return sign * std::sqrt(nearest);
}

}  // namespace markhound::samples
