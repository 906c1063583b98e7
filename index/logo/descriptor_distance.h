// Squared Euclidean distance of two descriptors of 128 bytes: the inner loop of logo recall.
#pragma once

#include <cstdint>

namespace markhound::index {

/// Chosen once for the processor at hand; every choice gives the same number.
std::uint32_t squared_distance(const std::uint8_t* a, const std::uint8_t* b);

}  // namespace markhound::index
