#include "samples/generator/stage.h"

#include <stdexcept>

#include "samples/generator/backdrop.h"
#include "samples/generator/noise.h"
#include "samples/generator/raster.h"

namespace markhound::samples {
namespace {

constexpr float wall_distance = -2.6f;
constexpr float wall_units_across = 8, wall_units_up = 6, wall_foot = -0.6f;

/// Bilinear, transparent outside.
cv::Vec4f ink_at(const cv::Mat4b& ink, float x, float y) {
  const int ix = static_cast<int>(std::floor(x)), iy = static_cast<int>(std::floor(y));
  const auto at = [&](int px, int py) {
    if (px < 0 || py < 0 || px >= ink.cols || py >= ink.rows) return cv::Vec4f();
    return cv::Vec4f(ink(py, px));
  };
  const float u = x - static_cast<float>(ix), v = y - static_cast<float>(iy);
  return ((at(ix, iy) * (1 - u) + at(ix + 1, iy) * u) * (1 - v) +
          (at(ix, iy + 1) * (1 - u) + at(ix + 1, iy + 1) * u) * v) *
         (1.0f / 255);
}

float linear(float srgb) { return std::pow(std::clamp(srgb, 0.0f, 1.0f), 2.2f); }

/// Distance along the ray to the sphere, or nothing; negative entry means inside.
std::optional<std::pair<float, float>> enter_sphere(Vec3 origin, Vec3 direction, Vec3 centre, float radius) {
  const Vec3 oc = origin - centre;
  const float b = dot(oc, direction), c = dot(oc, oc) - radius * radius, d = b * b - c;
  if (d < 0) return std::nullopt;
  return std::pair(-b - std::sqrt(d), -b + std::sqrt(d));
}

}  // namespace

Stage::Stage(const Shot& shot, const std::string& root, float pixels_per_unit)
    : floor_(shot.floor), wall_(draw_wall(shot.wall, shot.seed)), seed_(shot.seed) {
  const std::optional<Product> product = make_product(shot.product, shot.colour, shot.second);
  if (!product) throw std::invalid_argument("no product \"" + shot.product + "\"");
  product_ = *product;
  floor_at(floor_, 0, 0, seed_);
  const float about = (shot.light + product_.turn) * 0.01745329f;
  to_light_ = normalize({std::sin(about), product_.lies ? 1.3f : 1.05f, std::cos(about)});
  light_colour_ = Vec3{1 + 0.18f * shot.warmth, 1, 1 - 0.22f * shot.warmth} * 2.1f;
  lay_prints(shot, root, pixels_per_unit);
}

void Stage::lay_prints(const Shot& shot, const std::string& root, float pixels_per_unit) {
  for (const Print& print : shot.prints) {
    Decal decal;
    decal.width = (print.width > 0 ? print.width : 0.9f) * product_.print.width;
    decal.ink = rasterize(print, root, std::max(24, static_cast<int>(decal.width * pixels_per_unit)));
    decal.height = decal.width * static_cast<float>(decal.ink.rows) / static_cast<float>(decal.ink.cols);
    decal.u = print.right * product_.print.width;
    decal.v = print.up * product_.print.width;
    decal.angle = print.angle * 0.01745329f;
    decal.worn = print.worn;
    decals_.push_back(decal);
  }
}

std::optional<Stage::Hit> Stage::march(Vec3 origin, Vec3 direction) const {
  const auto range = enter_sphere(origin, direction, product_.centre, product_.bound);
  if (!range || range->second < 0) return std::nullopt;
  float along = std::max(range->first, 0.0f);
  for (int step = 0; step < 160 && along < range->second; ++step) {
    const Surface s = product_.field(origin + direction * along);
    if (s.distance < 0.0008f) return Hit{along, s};
    along += std::max(s.distance * 0.9f, 0.0008f);
  }
  return std::nullopt;
}

Vec3 Stage::normal_at(Vec3 p) const {
  constexpr float e = 0.0015f;
  const Vec3 a{e, -e, -e}, b{-e, -e, e}, c{-e, e, -e}, d{e, e, e};
  return normalize(a * product_.field(p + a).distance + b * product_.field(p + b).distance +
                   c * product_.field(p + c).distance + d * product_.field(p + d).distance);
}

float Stage::shadow(Vec3 p, Vec3 n) const {
  const Vec3 origin = p + n * 0.012f;
  const auto range = enter_sphere(origin, to_light_, product_.centre, product_.bound);
  if (!range || range->second < 0) return 1;
  float lit = 1, along = std::max(range->first, 0.01f);
  for (int step = 0; step < 70 && along < range->second; ++step) {
    const float distance = product_.field(origin + to_light_ * along).distance;
    lit = std::min(lit, 0.5f + 0.5f * distance * 9 / std::max(along, 0.05f));
    if (lit < 0.01f) return 0;
    along += std::clamp(std::abs(distance), 0.012f, 0.12f);
  }
  return smoothstep(0, 1, std::clamp(lit, 0.0f, 1.0f));
}

float Stage::openness(Vec3 p, Vec3 n) const {
  float closed = 0, weight = 1;
  for (int i = 1; i <= 5; ++i) {
    const float reach = 0.04f * static_cast<float>(i * i) * 0.5f;
    const Vec3 q = p + n * reach;
    const float distance = std::min(product_.field(q).distance, std::max(q.y, 0.0f) + 0.001f);
    closed += weight * std::max(reach - distance, 0.0f) / reach;
    weight *= 0.72f;
  }
  return std::clamp(1 - 0.36f * closed, 0.0f, 1.0f);
}

/// What a glossy body mirrors: a studio with two soft boxes.
Vec3 Stage::surroundings(Vec3 d) const {
  Vec3 light = mix({0.16f, 0.16f, 0.17f}, {0.62f, 0.64f, 0.68f}, smoothstep(-0.1f, 0.9f, d.y));
  const Vec3 q = turned_y(d, product_.turn + 40);
  const float tall = smoothstep(0.16f, 0.10f, std::abs(q.x)) * smoothstep(0.75f, 0.6f, std::abs(q.y - 0.25f));
  const float strip = smoothstep(0.12f, 0.07f, std::abs(q.x - 0.82f)) * smoothstep(0.6f, 0.5f, std::abs(q.y - 0.2f));
  if (q.z > 0) light = light + Vec3{1.7f, 1.7f, 1.65f} * tall;
  return light + Vec3{0.7f, 0.72f, 0.76f} * strip;
}

Vec3 Stage::printed(Vec3 colour, Vec3 p, Vec3 n) const {
  const PrintArea& area = product_.print;
  const Vec3 face = cross(area.right, area.up);
  const Vec3 q = p - area.origin;
  float u = dot(q, area.right), v = dot(q, area.up);
  if (area.radius > 0) {
    if (n.z < -0.3f) return colour;
    u = std::atan2(p.x, p.z) * area.radius;
  } else if (dot(n, face) < 0.25f || dot(q, face) < -0.3f) {
    return colour;
  }
  for (const Decal& decal : decals_) {
    const float du = u - decal.u, dv = v - decal.v, c = std::cos(decal.angle), s = std::sin(decal.angle);
    const float x = (c * du + s * dv) / decal.width + 0.5f, y = 0.5f - (c * dv - s * du) / decal.height;
    if (x < 0 || y < 0 || x > 1 || y > 1) continue;
    cv::Vec4f ink = ink_at(decal.ink, x * decal.ink.cols - 0.5f, y * decal.ink.rows - 0.5f);
    if (ink[3] <= 0.002f) continue;
    const Vec3 pigment{linear(ink[2] / ink[3]), linear(ink[1] / ink[3]), linear(ink[0] / ink[3])};
    const float wear = decal.worn * (0.25f + 0.75f * smoothstep(0.45f, 0.7f, fractal(28 * u, 28 * v, 3)));
    colour = mix(colour, pigment, ink[3] * (0.97f - 0.8f * wear));
  }
  return colour;
}

Vec3 Stage::shade_product(Vec3 p, Vec3 direction, int part) const {
  const Material& m = product_.materials[static_cast<std::size_t>(part)];
  const Vec3 n = normal_at(p);
  Vec3 colour = part == 0 ? printed(m.colour, p, n) : m.colour;
  if (m.weave > 0) {
    const float thread = std::sin(210 * (p.x + 0.3f * p.z)) * std::sin(210 * (product_.lies ? p.z : p.y));
    colour =
        colour * (1 + m.weave * (0.07f * thread + 0.16f * (fractal(17 * p.x + 3 * p.z, 17 * (p.y + p.z), 3) - 0.5f)));
  }
  const float open = openness(p, n), facing = std::max(dot(n, to_light_), 0.0f);
  const float lit = facing > 0 ? facing * shadow(p, n) : 0;
  const Vec3 sky = mix({0.20f, 0.19f, 0.18f}, {0.52f, 0.54f, 0.58f}, 0.5f + 0.5f * n.y);
  Vec3 light = colour * (light_colour_ * (lit * 0.42f) + sky * open) * (1 - 0.75f * m.metal);

  const Vec3 mirror = direction - n * (2 * dot(direction, n));
  const float fresnel = 0.04f + 0.96f * std::pow(1 - std::clamp(-dot(direction, n), 0.0f, 1.0f), 5.0f);
  const float shine = m.gloss * m.gloss * (fresnel + 0.75f * m.metal);
  const Vec3 tint = mix({1, 1, 1}, colour, m.metal);
  light = light + surroundings(mirror) * tint * (shine * open);
  const float spot = std::pow(std::max(dot(mirror, to_light_), 0.0f), 8 + 120 * m.gloss) * m.gloss * 0.55f * lit;
  return light + light_colour_ * spot + colour * m.glow;
}

Vec3 Stage::shade_floor(Vec3 p, Vec3 direction) const {
  const FloorSpot spot = floor_at(floor_, p.x, p.z, seed_);
  const Vec3 up{0, 1, 0};
  const float lit = to_light_.y * shadow(p, up), open = openness(p, up);
  Vec3 light = spot.colour * (light_colour_ * (lit * 0.42f) + Vec3{0.50f, 0.52f, 0.55f} * open);
  if (spot.gloss > 0) {
    const Vec3 mirror{direction.x, -direction.y, direction.z};
    const float fresnel = 0.03f + 0.6f * std::pow(1 + std::min(direction.y, 0.0f), 4.0f);
    const auto hit = march(p + up * 0.002f, mirror);
    const Vec3 seen =
        hit ? shade_product(p + mirror * hit->along, mirror, hit->surface.part) : surroundings(mirror) * 0.7f;
    light = light + seen * (spot.gloss * fresnel);
  }
  return light;
}

Vec3 Stage::background(Vec3 origin, Vec3 direction) const {
  if (wall_.empty() || direction.z > -0.05f) {
    return mix({0.80f, 0.81f, 0.83f}, {0.55f, 0.57f, 0.62f}, smoothstep(-0.1f, 0.7f, direction.y));
  }
  const float along = (wall_distance - origin.z) / direction.z;
  const Vec3 p = origin + direction * along;
  const float x = (p.x / wall_units_across + 0.5f) * static_cast<float>(wall_.cols);
  const float y = (1 - (p.y - wall_foot) / wall_units_up) * static_cast<float>(wall_.rows);
  const int ix = std::clamp(static_cast<int>(x), 0, wall_.cols - 1),
            iy = std::clamp(static_cast<int>(y), 0, wall_.rows - 1);
  const cv::Vec3f c = wall_(iy, ix);
  return {c[2], c[1], c[0]};
}

Vec3 Stage::trace(Vec3 origin, Vec3 direction) const {
  const auto hit = march(origin, direction);
  if (hit) return shade_product(origin + direction * hit->along, direction, hit->surface.part);
  const Vec3 behind = background(origin, direction);
  if (direction.y > -0.001f) return behind;
  const float along = -origin.y / direction.y;
  const Vec3 p = origin + direction * along;
  if (!wall_.empty() && p.z < wall_distance) return behind;
  const float haze = wall_.empty() && !product_.lies ? smoothstep(2.2f, 7.0f, length({p.x, 0, p.z})) : 0;
  return mix(shade_floor(p, direction), behind, haze);
}

}  // namespace markhound::samples
