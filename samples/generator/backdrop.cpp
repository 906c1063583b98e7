#include "samples/generator/backdrop.h"

#include <random>
#include <stdexcept>

#include <opencv2/imgproc.hpp>

#include "samples/generator/noise.h"

namespace markhound::samples {
namespace {

constexpr int wall_width = 1024, wall_height = 768;

FloorSpot wood(float x, float z) {
  const float plank = std::floor(z * 2.2f);
  const float shift = 13.7f * cell(static_cast<int>(plank), 3);
  const float grain = fractal(0.9f * x + shift, 9 * z + 2 * fractal(x + shift, z, 2), 4);
  const float rings = 0.5f + 0.5f * std::sin(34 * grain);
  const float fibre = fractal(6 * x + shift, 90 * z, 2);
  const float gap = smoothstep(
      0.0f, 0.035f, std::abs(z * 2.2f - plank - 0.5f) < 0.5f ? std::min(z * 2.2f - plank, plank + 1 - z * 2.2f) : 1);
  const Vec3 dark{0.16f, 0.075f, 0.032f}, pale{0.40f, 0.22f, 0.105f};
  const Vec3 colour =
      mix(dark, pale, 0.25f + 0.4f * rings * grain + 0.4f * fibre) * (0.75f + 0.5f * cell(static_cast<int>(plank), 8));
  return {colour * (0.25f + 0.75f * gap), 0.25f};
}

FloorSpot marble(float x, float z) {
  const float warp = fractal(1.1f * x, 1.1f * z, 4);
  const float vein = std::abs(std::sin(2.2f * (x + 0.6f * z) + 7 * warp));
  const float fine = std::abs(std::sin(6 * (x - 0.5f * z) + 11 * fractal(2 * x + 9, 2 * z, 4)));
  const float dark = 0.5f * std::pow(1 - vein, 5.0f) + 0.2f * std::pow(1 - fine, 7.0f);
  return {mix({0.80f, 0.79f, 0.77f}, {0.22f, 0.22f, 0.24f}, dark), 0.7f};
}

FloorSpot linen(float x, float z) {
  const float warp = std::sin(150 * x + 3 * fractal(5 * x, 60 * z, 2)),
              weft = std::sin(150 * z + 3 * fractal(60 * x, 5 * z, 2));
  const float fold = fractal(1.4f * x, 0.7f * z, 3);
  const float shade = 0.78f + 0.07f * warp * weft + 0.3f * (fold - 0.5f);
  return {Vec3{0.62f, 0.57f, 0.48f} * shade, 0};
}

FloorSpot kilim(float x, float z) {
  static const Vec3 dyes[] = {{0.42f, 0.05f, 0.04f},
                              {0.05f, 0.10f, 0.22f},
                              {0.62f, 0.46f, 0.22f},
                              {0.08f, 0.20f, 0.12f},
                              {0.60f, 0.55f, 0.46f}};
  const float u = x * 3.1f, v = z * 3.1f;
  const float zigzag = std::abs(u - std::floor(u) - 0.5f) + std::abs(v - std::floor(v) - 0.5f);
  const int band = static_cast<int>(std::floor(v)) * 3 + static_cast<int>(zigzag * 6);
  const float thread = 0.85f + 0.15f * std::sin(190 * x) * std::sin(120 * z);
  return {dyes[((band % 5) + 5) % 5] * (thread * (0.8f + 0.4f * fractal(9 * x, 9 * z, 2))), 0};
}

FloorSpot concrete(float x, float z) {
  const float tone = 0.30f + 0.14f * (fractal(2 * x, 2 * z, 5) - 0.5f) + 0.08f * (noise(70 * x, 70 * z) - 0.5f);
  return {Vec3{1, 0.99f, 0.96f} * tone, 0.1f};
}

FloorSpot tiles(float x, float z) {
  const float u = 2.4f * x - std::floor(2.4f * x), v = 2.4f * z - std::floor(2.4f * z);
  const float joint = smoothstep(0.01f, 0.03f, std::min(std::min(u, 1 - u), std::min(v, 1 - v)));
  const float tone =
      0.85f + 0.3f * (cell(static_cast<int>(std::floor(2.4f * x)), static_cast<int>(std::floor(2.4f * z))) - 0.5f);
  return {mix({0.3f, 0.29f, 0.27f}, Vec3{0.36f, 0.52f, 0.55f} * tone, joint), 0.6f * joint};
}

cv::Scalar random_dye(std::mt19937& random, double least, double most) {
  std::uniform_real_distribution<double> level(least, most);
  return {level(random), level(random), level(random)};
}

cv::Mat3f bokeh(std::mt19937& random) {
  cv::Mat3f wall(wall_height, wall_width, cv::Vec3f(0.03f, 0.035f, 0.05f));
  std::uniform_real_distribution<double> place(0, 1);
  for (int i = 0; i < 90; ++i) {
    cv::Mat3f layer = wall.clone();
    const cv::Point at(static_cast<int>(place(random) * wall_width), static_cast<int>(place(random) * wall_height));
    const double warm = place(random);
    const cv::Scalar light(0.12 + 0.4 * (1 - warm), 0.3 + 0.25 * place(random), 0.35 + 0.55 * warm);
    cv::circle(layer, at, 14 + static_cast<int>(place(random) * 40), light, cv::FILLED, cv::LINE_AA);
    cv::addWeighted(layer, 0.55, wall, 0.45, 0, wall);
  }
  cv::GaussianBlur(wall, wall, {}, 5);
  return wall;
}

void draw_good(cv::Mat3f& wall, cv::Rect box, std::mt19937& random) {
  const cv::Scalar dye = random_dye(random, 0.03, 0.6);
  cv::rectangle(wall, box, dye, cv::FILLED);
  cv::rectangle(wall, {box.x, box.y, std::max(2, box.width / 6), box.height}, dye * 1.35, cv::FILLED);
  const int label = box.height / 3;
  cv::rectangle(wall, {box.x + 3, box.y + label, std::max(2, box.width - 6), label / 2 + 2},
                random_dye(random, 0.3, 0.85), cv::FILLED);
  for (int line = 0; line < 3; ++line) {
    const int y = box.y + label * 2 + 6 * line;
    cv::line(wall, {box.x + 4, y}, {box.x + box.width - 5 - line * 3, y}, dye * 0.4, 1, cv::LINE_AA);
  }
}

/// Rows of boxes, books and bottles as a shop has them.
cv::Mat3f shelf(std::mt19937& random) {
  cv::Mat3f wall(wall_height, wall_width, cv::Vec3f(0.10f, 0.12f, 0.15f));
  std::uniform_int_distribution<int> width(16, 62), height(80, 132), gap(0, 7);
  for (int board = 150; board <= wall_height; board += 154) {
    for (int x = 4; x < wall_width - 20;) {
      const int w = width(random), h = height(random);
      draw_good(wall, {x, board - h, w, h}, random);
      x += w + gap(random);
    }
    cv::rectangle(wall, {0, board, wall_width, 16}, cv::Scalar(0.13, 0.22, 0.34), cv::FILLED);
    cv::rectangle(wall, {0, board + 16, wall_width, 8}, cv::Scalar(0.02, 0.03, 0.04), cv::FILLED);
  }
  cv::GaussianBlur(wall, wall, {}, 2.6);
  return wall;
}

cv::Mat3f brick(std::mt19937& random) {
  cv::Mat3f wall(wall_height, wall_width, cv::Vec3f(0.42f, 0.44f, 0.46f));
  std::uniform_real_distribution<double> tone(0.7, 1.2);
  for (int row = 0; row * 34 < wall_height; ++row) {
    for (int x = -80 + (row % 2) * 44; x < wall_width; x += 88) {
      const double t = tone(random);
      cv::rectangle(wall, {x, row * 34, 82, 29}, cv::Scalar(0.12 * t, 0.16 * t, 0.36 * t), cv::FILLED);
    }
  }
  for (int y = 0; y < wall_height; ++y) {
    for (int x = 0; x < wall_width; ++x) wall(y, x) *= 0.7f + 0.6f * fractal(0.05f * x, 0.05f * y, 4);
  }
  cv::GaussianBlur(wall, wall, {}, 1.6);
  return wall;
}

}  // namespace

FloorSpot floor_at(const std::string& kind, float x, float z, std::uint32_t seed) {
  x += 7.3f * cell(static_cast<int>(seed), 1);
  z += 5.1f * cell(static_cast<int>(seed), 2);
  if (kind == "wood") return wood(x, z);
  if (kind == "marble") return marble(x, z);
  if (kind == "linen") return linen(x, z);
  if (kind == "kilim") return kilim(x, z);
  if (kind == "concrete") return concrete(x, z);
  if (kind == "tiles") return tiles(x, z);
  if (kind != "paper") throw std::invalid_argument("no floor of kind \"" + kind + "\"");
  return {Vec3{0.74f, 0.74f, 0.75f} * (0.97f + 0.06f * cell(static_cast<int>(seed), 3)), 0};
}

cv::Mat3f draw_wall(const std::string& kind, std::uint32_t seed) {
  std::mt19937 random(seed);
  if (kind == "bokeh") return bokeh(random);
  if (kind == "shelf") return shelf(random);
  if (kind == "brick") return brick(random);
  if (kind != "sweep") throw std::invalid_argument("no wall of kind \"" + kind + "\"");
  return {};
}

}  // namespace markhound::samples
