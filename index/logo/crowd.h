// How near the nearest point of any other mark would lie if the register were large.
#pragma once

#include <cstdint>

namespace markhound::index {

/// The distance (as PointPair::rival) within which a register of some hundred logos has a point by chance. Plain
/// descriptors, of edges and corners, have near neighbours everywhere; rich ones do not. A small register has no
/// rivals to show that, and would find every corner telling.
float crowd_distance(const std::uint8_t* descriptor);

}  // namespace markhound::index
