// Products of cloth and foam: clothing, bags, shoes, toys, headphones.
#include "samples/generator/distance.h"
#include "samples/generator/noise.h"
#include "samples/generator/shapes.h"

namespace markhound::samples {
namespace {

/// Height of folds in a cloth that lies on a table.
float folds(float x, float z, float depth) {
  const float bend = fractal(1.3f * x + 5, 1.3f * z, 3);
  const float ripple = std::sin(7 * x + 9 * bend + 2 * z) * std::sin(3 * z + 6 * bend);
  return depth * (ripple + 1.6f * (fractal(2.4f * x, 2.4f * z, 3) - 0.5f));
}

PrintArea lying(float z, float width, float height) {
  return {.origin = {0, height, z}, .up = {0, 0, -1}, .width = width};
}

}  // namespace

Product make_tshirt(Vec3 colour, Vec3 second) {
  static const std::vector<Point2> outline = {
      {-0.17f, -0.92f}, {-0.42f, -0.86f}, {-1.0f, -0.42f}, {-0.78f, -0.16f}, {-0.5f, -0.34f}, {-0.47f, 0.1f},
      {-0.5f, 0.92f},   {0.0f, 0.95f},    {0.5f, 0.92f},   {0.47f, 0.1f},    {0.5f, -0.34f},  {0.78f, -0.16f},
      {1.0f, -0.42f},   {0.42f, -0.86f},  {0.17f, -0.92f}, {0.09f, -0.82f},  {-0.09f, -0.82f}};
  Product shirt;
  shirt.field = [](Vec3 p) {
    const float edge = polygon({p.x, p.z}, outline) - 0.02f;
    const float height = 0.05f + folds(p.x, p.z, 0.028f);
    Surface s{0.6f * extruded(edge, p.y - 0.02f, height, 0.02f), 0};
    const bool hem = edge > -0.045f && (p.z > 0.84f || std::abs(p.x) > 0.74f);
    if (hem || std::hypot(p.x, p.z + 0.93f) < 0.2f) s.part = 1;
    return s;
  };
  shirt.materials = {{.colour = colour, .gloss = 0.02f, .weave = 0.5f},
                     {.colour = second, .gloss = 0.02f, .weave = 0.9f}};
  shirt.print = lying(-0.22f, 0.72f, 0.08f);
  shirt.centre = {0, 0, 0.02f};
  shirt.bound = 1.32f;
  shirt.lies = true;
  return shirt;
}

Product make_tote(Vec3 colour, Vec3 second) {
  Product tote;
  tote.field = [](Vec3 p) {
    const float edge = rounded_rectangle({p.x, p.z - 0.25f}, {0.6f, 0.68f}, 0.04f);
    const float height = 0.05f + folds(1.2f * p.x + 3, p.z, 0.026f);
    Surface s{0.6f * extruded(edge, p.y - 0.02f, height, 0.02f), 0};
    const float arch = std::abs(std::hypot(p.x * 1.25f, std::min(p.z + 0.62f, 0.0f)) - 0.4f);
    const float strap = std::max(arch - 0.045f, p.z + 0.35f);
    s.join(0.6f * extruded(strap, p.y - 0.05f, 0.03f, 0.01f), 1);
    return s;
  };
  tote.materials = {{.colour = colour, .gloss = 0.02f, .weave = 1}, {.colour = second, .gloss = 0.02f, .weave = 1}};
  tote.print = lying(0.28f, 0.8f, 0.08f);
  tote.centre = {0, 0, 0};
  tote.bound = 1.25f;
  tote.lies = true;
  return tote;
}

Product make_cap(Vec3 colour, Vec3 second) {
  Product cap;
  cap.field = [](Vec3 p) {
    const float dome = std::max(ellipsoid(p - Vec3{0, 0.1f, 0}, {0.58f, 0.58f, 0.64f}), 0.1f - p.y);
    const float seam = std::abs(std::fmod(std::atan2(p.x, p.z) + 6.2831853f + 0.5236f, 1.0472f) - 0.5236f);
    Surface s{dome + 0.012f * smoothstep(0.03f, 0, std::abs(seam - 0.5236f)), 0};
    const float droop = p.y - 0.12f + 0.22f * p.x * p.x;
    const float plan = std::hypot(p.x / 0.56f, (p.z - 0.42f) / 0.72f) - 1;
    s.join(0.5f * std::max(std::max(0.5f * plan, std::abs(droop) - 0.025f), 0.3f - p.z), 1);
    s.join(sphere(p - Vec3{0, 0.69f, 0}, 0.05f), 1);
    return s;
  };
  cap.materials = {{.colour = colour, .gloss = 0.03f, .weave = 0.6f},
                   {.colour = second, .gloss = 0.03f, .weave = 0.6f}};
  const Vec3 up = normalize({0, 1, -0.45f});
  cap.print = {.origin = {0, 0.40f, 0.56f}, .up = up, .width = 0.46f};
  cap.centre = {0, 0.32f, 0.2f};
  cap.bound = 1.05f;
  cap.turn = 10;
  return cap;
}

Product make_sneaker(Vec3 colour, Vec3 second) {
  static const std::vector<Point2> upper = {{-0.88f, 0.14f}, {-0.92f, 0.36f}, {-0.9f, 0.62f},  {-0.93f, 0.84f},
                                            {-0.82f, 0.86f}, {-0.66f, 0.76f}, {-0.46f, 0.74f}, {-0.3f, 0.84f},
                                            {-0.2f, 0.82f},  {0.02f, 0.62f},  {0.28f, 0.5f},   {0.56f, 0.44f},
                                            {0.78f, 0.36f},  {0.9f, 0.26f},   {0.92f, 0.14f}};
  Product shoe;
  shoe.field = [](Vec3 p) {
    const float narrow = 1 + 0.6f * std::max(p.y - 0.2f, 0.0f) + 0.5f * std::max(p.x - 0.45f, 0.0f);
    const float panel = 0.008f * smoothstep(0.03f, 0.0f, std::abs(p.y - 0.34f - 0.25f * p.x * p.x));
    const float body = 0.6f * (extruded(polygon({p.x, p.y}, upper) - 0.03f, p.z * narrow, 0.33f, 0.16f) + panel);
    Surface s{std::max(body, -0.6f * ellipsoid(p - Vec3{-0.58f, 0.9f, 0}, {0.26f, 0.3f, 0.15f})), 0};
    const float tread = 0.003f * std::sin(70 * p.x) * smoothstep(0.05f, 0, p.y);
    const float toe = 0.05f * smoothstep(0.5f, 0.95f, p.x);
    const float plan = std::abs(p.z) - 0.33f + 0.55f * std::pow(std::max(std::abs(p.x) - 0.55f, 0.0f), 2.0f) * 0.8f;
    const float side = rounded_rectangle({p.x, p.y - 0.11f - toe}, {0.98f, 0.11f}, 0.08f);
    s.join(0.75f * extruded(std::max(side, plan), p.z, 0.4f, 0.03f) + tread, 1);
    for (int i = 0; i < 5; ++i) {
      const float x = -0.14f + 0.1f * i, y = 0.8f - 0.075f * i;
      s.join(capsule(p, {x, y, -0.15f}, {x + 0.05f, y, 0.15f}, 0.022f), 1);
    }
    return s;
  };
  shoe.materials = {{.colour = colour, .gloss = 0.12f, .weave = 0.3f}, {.colour = second, .gloss = 0.25f}};
  shoe.print = {.origin = {-0.3f, 0.47f, 0.3f}, .width = 0.42f};
  shoe.centre = {0, 0.42f, 0};
  shoe.bound = 1.12f;
  shoe.turn = 12;
  return shoe;
}

Product make_backpack(Vec3 colour, Vec3 second) {
  Product pack;
  pack.field = [](Vec3 p) {
    const float bulge = 0.02f * fractal(3 * p.x, 3 * p.y, 3);
    const float body = rounded_box(p - Vec3{0, 0.75f, 0}, {0.55f, 0.75f, 0.3f}, 0.22f) - bulge;
    Surface s{0.85f * body, 0};
    s.join(0.85f * (rounded_box(p - Vec3{0, 0.48f, 0.28f}, {0.42f, 0.36f, 0.14f}, 0.1f) - bulge), 0);
    if (std::abs(p.y - 0.98f) < 0.012f && p.z > 0.2f) s.part = 1;
    const Vec3 loop = p - Vec3{0, 1.5f, 0};
    s.join(torus({loop.x, loop.z, loop.y}, 0.13f, 0.03f), 1);
    s.join(capsule(p, {0.3f, 0.78f, 0.42f}, {0.3f, 0.66f, 0.44f}, 0.018f), 1);
    return s;
  };
  pack.materials = {{.colour = colour, .gloss = 0.06f, .weave = 0.8f}, {.colour = second, .gloss = 0.4f}};
  pack.print = {.origin = {0, 0.46f, 0.42f}, .width = 0.52f};
  pack.centre = {0, 0.8f, 0};
  pack.bound = 1.05f;
  pack.turn = 16;
  return pack;
}

Product make_cushion(Vec3 colour, Vec3 second) {
  Product cushion;
  cushion.field = [](Vec3 p) {
    const Vec3 q = turned_x(p - Vec3{0, 0.66f, 0}, 14);
    const float ex = std::clamp(1 - q.x * q.x / 0.55f, 0.0f, 1.0f);
    const float ey = std::clamp(1 - q.y * q.y / 0.49f, 0.0f, 1.0f);
    const float puff = 0.3f * std::pow(ex * ey, 0.6f) + 0.012f * (fractal(4 * q.x, 4 * q.y, 3) - 0.5f);
    const float edge = rounded_rectangle({q.x, q.y}, {0.74f - 0.09f * ey, 0.7f - 0.08f * ex}, 0.05f);
    Surface s{0.45f * std::max(edge, std::abs(q.z) - 0.02f - puff), 0};
    if (edge > -0.02f) s.part = 1;
    return s;
  };
  cushion.materials = {{.colour = colour, .gloss = 0.02f, .weave = 1}, {.colour = second, .gloss = 0.02f, .weave = 1}};
  cushion.print = {.origin = {0, 0.66f, 0.25f}, .up = normalize({0, 1, -0.25f}), .width = 0.85f};
  cushion.centre = {0, 0.64f, 0};
  cushion.bound = 1.08f;
  return cushion;
}

Product make_plush(Vec3 colour, Vec3 second) {
  Product toy;
  toy.field = [](Vec3 p) {
    const float fur = 0.012f * noise(40 * p.x + 9 * p.z, 40 * p.y);
    const Vec3 m{std::abs(p.x), p.y, p.z};
    float body =
        blend(ellipsoid(p - Vec3{0, 0.45f, 0}, {0.46f, 0.48f, 0.42f}), sphere(p - Vec3{0, 1.1f, 0}, 0.38f), 0.12f);
    body = blend(body, capsule(m, {0.36f, 0.66f, 0.1f}, {0.58f, 0.4f, 0.26f}, 0.12f), 0.06f);
    body = blend(body, capsule(m, {0.26f, 0.14f, 0.2f}, {0.34f, 0.14f, 0.52f}, 0.15f), 0.06f);
    body = blend(body, sphere(m - Vec3{0.29f, 1.42f, 0}, 0.13f), 0.05f);
    Surface s{0.8f * (body - fur), 0};
    s.join(ellipsoid(p - Vec3{0, 1.02f, 0.33f}, {0.16f, 0.12f, 0.12f}) - fur, 1);
    s.join(sphere(m - Vec3{0.14f, 1.2f, 0.33f}, 0.045f), 2);
    s.join(sphere(p - Vec3{0, 1.08f, 0.45f}, 0.04f), 2);
    return s;
  };
  toy.materials = {{.colour = colour, .gloss = 0.02f, .weave = 0.4f},
                   {.colour = second, .gloss = 0.02f},
                   {.colour = {0.01f, 0.008f, 0.006f}, .gloss = 1}};
  toy.print = {.origin = {0, 0.52f, 0.42f}, .width = 0.42f};
  toy.centre = {0, 0.75f, 0.1f};
  toy.bound = 1.02f;
  return toy;
}

Product make_headphones(Vec3 colour, Vec3 second) {
  Product phones;
  phones.field = [](Vec3 p) {
    const Vec3 m{std::abs(p.x), p.y, p.z};
    const Vec3 cup = m - Vec3{0.66f, 0.42f, 0};
    Surface s{cylinder({cup.y, cup.x, cup.z}, 0.37f, 0.1f, 0.05f), 0};
    const Vec3 pad = m - Vec3{0.5f, 0.42f, 0};
    s.join(torus({pad.y, pad.x, pad.z}, 0.26f, 0.1f), 1);
    const float arch = std::hypot(p.x, std::max(p.y - 0.78f, 0.0f) * 0.98f);
    const float band = std::max(extruded(std::abs(arch - 0.72f) - 0.035f, p.z, 0.1f, 0.03f), 0.46f - p.y);
    s.join(band, 0);
    const float rest = std::max(extruded(std::abs(arch - 0.665f) - 0.03f, p.z, 0.11f, 0.03f), 1.2f - p.y);
    s.join(rest, 1);
    return s;
  };
  phones.materials = {{.colour = colour, .gloss = 0.35f}, {.colour = second, .gloss = 0.12f}};
  phones.print = {.origin = {0.76f, 0.42f, 0}, .right = {0, 0, -1}, .width = 0.5f};
  phones.centre = {0, 0.76f, 0};
  phones.bound = 1.12f;
  phones.turn = 58;
  return phones;
}

Product make_ear_pads(Vec3 colour, Vec3 second) {
  Product pads;
  pads.field = [](Vec3 p) {
    const float wrinkle = 0.003f * std::sin(24 * std::atan2(p.z, p.x));
    Vec3 flat = p - Vec3{-0.46f, 0.14f, 0};
    Surface s{torus({flat.x, flat.y * 0.8f, flat.z}, 0.32f, 0.12f) + wrinkle, 0};
    Vec3 upright = turned_x(p - Vec3{0.44f, 0.4f, -0.12f}, 24);
    s.join(torus({upright.x, upright.z * 0.8f, upright.y}, 0.31f, 0.12f) + wrinkle, 0);
    s.join(cylinder({upright.x, upright.z + 0.04f, upright.y}, 0.3f, 0.03f, 0.01f), 1);
    return s;
  };
  pads.materials = {{.colour = colour, .gloss = 0.14f}, {.colour = second, .gloss = 0.05f, .weave = 1}};
  pads.print = {.origin = {0.44f, 0.4f, 0}, .width = 0.3f};
  pads.centre = {0, 0.35f, 0};
  pads.bound = 1.05f;
  return pads;
}

}  // namespace markhound::samples
