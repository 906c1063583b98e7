#include "samples/generator/noise.h"

#include <cstdint>

namespace markhound::samples {

float cell(int x, int y) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1u ^ static_cast<std::uint32_t>(y) * 0x85EBCA77u;
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h = (h ^ (h >> 12)) * 0x297A2D39u;
  return static_cast<float>((h ^ (h >> 15)) & 0xFFFFFF) / 16777216.0f;
}

float noise(float x, float y) {
  const float fx = std::floor(x), fy = std::floor(y);
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const float u = smoothstep(0, 1, x - fx), v = smoothstep(0, 1, y - fy);
  const float top = cell(ix, iy) * (1 - u) + cell(ix + 1, iy) * u;
  const float bottom = cell(ix, iy + 1) * (1 - u) + cell(ix + 1, iy + 1) * u;
  return top * (1 - v) + bottom * v;
}

float fractal(float x, float y, int octaves) {
  float sum = 0, weight = 0.5f, total = 0;
  for (int i = 0; i < octaves; ++i) {
    sum += weight * noise(x, y);
    total += weight;
    weight *= 0.5f;
    x = x * 2.03f + 17.1f;
    y = y * 2.03f - 9.7f;
  }
  return sum / total;
}

}  // namespace markhound::samples
