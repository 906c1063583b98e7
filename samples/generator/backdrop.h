// Where the product stands: the colour of the floor at a place, and what hangs behind.
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "samples/generator/vec3.h"

namespace markhound::samples {

struct FloorSpot {
  Vec3 colour;  ///< linear
  float gloss = 0;
};

/// The floor of that kind at x, z; `seed` shifts its pattern. Throws std::invalid_argument for an unknown kind.
FloorSpot floor_at(const std::string& kind, float x, float z, std::uint32_t seed);

/// The wall as a picture of 8 by 6 units, linear BGR; empty for "sweep", where the floor runs up into light.
/// Throws std::invalid_argument for an unknown kind.
cv::Mat3f draw_wall(const std::string& kind, std::uint32_t seed);

}  // namespace markhound::samples
