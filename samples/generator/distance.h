// Signed distance fields of simple bodies (after Inigo Quilez, "Distance functions"): negative inside.
#pragma once

#include <vector>

#include "samples/generator/vec3.h"

namespace markhound::samples {

struct Point2 {
  float x = 0;
  float y = 0;
};

inline float sphere(Vec3 p, float radius) { return length(p) - radius; }

inline float rounded_box(Vec3 p, Vec3 half, float round) {
  const Vec3 q{std::abs(p.x) - half.x + round, std::abs(p.y) - half.y + round, std::abs(p.z) - half.z + round};
  const Vec3 outside{std::max(q.x, 0.0f), std::max(q.y, 0.0f), std::max(q.z, 0.0f)};
  return length(outside) + std::min(std::max(q.x, std::max(q.y, q.z)), 0.0f) - round;
}

/// A profile extruded to |along| <= half with rounded edges; `profile` is a two-dimensional distance.
inline float extruded(float profile, float along, float half, float round) {
  const float a = profile + round, b = std::abs(along) - half + round;
  return std::min(std::max(a, b), 0.0f) + std::hypot(std::max(a, 0.0f), std::max(b, 0.0f)) - round;
}

/// Axis y, |y| <= half.
inline float cylinder(Vec3 p, float radius, float half, float round) {
  return extruded(std::hypot(p.x, p.z) - radius, p.y, half, round);
}

/// Ring around the y axis.
inline float torus(Vec3 p, float ring, float tube) { return std::hypot(std::hypot(p.x, p.z) - ring, p.y) - tube; }

inline float capsule(Vec3 p, Vec3 a, Vec3 b, float radius) {
  const Vec3 pa = p - a, ba = b - a;
  const float t = std::clamp(dot(pa, ba) / dot(ba, ba), 0.0f, 1.0f);
  return length(pa - ba * t) - radius;
}

/// Not exact, yet safe to march with.
inline float ellipsoid(Vec3 p, Vec3 r) {
  const float k0 = length({p.x / r.x, p.y / r.y, p.z / r.z});
  const float k1 = length({p.x / (r.x * r.x), p.y / (r.y * r.y), p.z / (r.z * r.z)});
  return k1 < 1e-6f ? -std::min(r.x, std::min(r.y, r.z)) : k0 * (k0 - 1) / k1;
}

/// The smaller of two, blended over `k`.
inline float blend(float a, float b, float k) {
  const float h = std::max(k - std::abs(a - b), 0.0f) / k;
  return std::min(a, b) - h * h * k * 0.25f;
}

inline float rounded_rectangle(Point2 p, Point2 half, float round) {
  const float x = std::abs(p.x) - half.x + round, y = std::abs(p.y) - half.y + round;
  return std::hypot(std::max(x, 0.0f), std::max(y, 0.0f)) + std::min(std::max(x, y), 0.0f) - round;
}

/// Distance to a closed outline.
float polygon(Point2 p, const std::vector<Point2>& outline);

}  // namespace markhound::samples
