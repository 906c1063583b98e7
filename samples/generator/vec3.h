// Points, directions and linear colours of the little renderer.
#pragma once

#include <algorithm>
#include <cmath>

namespace markhound::samples {

struct Vec3 {
  float x = 0;
  float y = 0;
  float z = 0;

  Vec3 operator+(Vec3 o) const { return {x + o.x, y + o.y, z + o.z}; }
  Vec3 operator-(Vec3 o) const { return {x - o.x, y - o.y, z - o.z}; }
  Vec3 operator*(float k) const { return {x * k, y * k, z * k}; }
  Vec3 operator*(Vec3 o) const { return {x * o.x, y * o.y, z * o.z}; }
  Vec3 operator-() const { return {-x, -y, -z}; }
};

inline float dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline float length(Vec3 a) { return std::sqrt(dot(a, a)); }
inline Vec3 normalize(Vec3 a) { return a * (1.0f / std::max(length(a), 1e-9f)); }
inline Vec3 cross(Vec3 a, Vec3 b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
inline Vec3 mix(Vec3 a, Vec3 b, float t) { return a * (1 - t) + b * t; }
inline float smoothstep(float low, float high, float v) {
  const float t = std::clamp((v - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

/// `p` as seen from axes turned by `degrees` about x (y towards z) or y (z towards x).
inline Vec3 turned_x(Vec3 p, float degrees) {
  const float a = degrees * 0.01745329f, c = std::cos(a), s = std::sin(a);
  return {p.x, c * p.y + s * p.z, -s * p.y + c * p.z};
}
inline Vec3 turned_y(Vec3 p, float degrees) {
  const float a = degrees * 0.01745329f, c = std::cos(a), s = std::sin(a);
  return {c * p.x - s * p.z, p.y, s * p.x + c * p.z};
}

}  // namespace markhound::samples
