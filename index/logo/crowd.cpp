#include "index/logo/crowd.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/reading.h"

namespace markhound::index {
namespace {

// A little over the median distance from the points of 38 photos that show no logo to the nearest of 188,653 points of
// 133 logos, by the sum of the descriptor's bytes: from 2,625 in steps of 250.
constexpr std::array<float, 13> measured = {0.215f, 0.245f, 0.290f, 0.340f, 0.390f, 0.420f, 0.443f,
                                            0.453f, 0.452f, 0.445f, 0.420f, 0.345f, 0.290f};
constexpr float first_sum = 2625;
constexpr float step = 250;

}  // namespace

float crowd_distance(const std::uint8_t* descriptor) {
  const auto sum = static_cast<float>(std::accumulate(descriptor, descriptor + Signature::dimensions, 0));
  const float at = std::clamp((sum - first_sum) / step, 0.0f, float{measured.size() - 1});
  const std::size_t below = std::min(static_cast<std::size_t>(at), measured.size() - 2);
  return std::lerp(measured[below], measured[below + 1], at - static_cast<float>(below));
}

}  // namespace markhound::index
