// Products turned on a lathe: mugs, bottles, tins, lamps.
#include "samples/generator/distance.h"
#include "samples/generator/shapes.h"

namespace markhound::samples {
namespace {

PrintArea wrapped(float radius, float height, float width) {
  return {.origin = {0, height, 0}, .radius = radius, .width = width};
}

}  // namespace

Product make_mug(Vec3 colour, Vec3 second) {
  Product mug;
  mug.field = [](Vec3 p) {
    const float wall = cylinder(p - Vec3{0, 0.6f, 0}, 0.5f, 0.6f, 0.05f);
    const float hollow = cylinder(p - Vec3{0, 0.78f, 0}, 0.44f, 0.68f, 0.05f);
    Vec3 q = p - Vec3{0.5f, 0.6f, 0};
    q = {q.x, q.z, q.y * 0.88f};
    const float handle = std::max(torus(q, 0.3f, 0.065f), -cylinder(p - Vec3{0, 0.6f, 0}, 0.46f, 0.7f, 0.01f));
    Surface s{std::max(blend(wall, handle, 0.05f), -hollow), 0};
    if (-hollow > wall - 0.012f && std::hypot(p.x, p.z) < 0.47f) s.part = 1;
    return s;
  };
  mug.materials = {{.colour = colour, .gloss = 0.8f}, {.colour = second, .gloss = 0.8f}};
  mug.print = wrapped(0.5f, 0.6f, 0.72f);
  mug.centre = {0.15f, 0.6f, 0};
  mug.bound = 1.0f;
  mug.turn = -14;
  return mug;
}

Product make_bottle(Vec3 colour, Vec3 second) {
  Product bottle;
  bottle.field = [](Vec3 p) {
    const float body = cylinder(p - Vec3{0, 0.62f, 0}, 0.36f, 0.62f, 0.07f);
    const float neck = cylinder(p - Vec3{0, 1.3f, 0}, 0.14f, 0.24f, 0.02f);
    Surface s{blend(body, neck, 0.22f), 0};
    s.join(cylinder(p - Vec3{0, 1.52f, 0}, 0.17f, 0.13f, 0.03f) + 0.006f * std::sin(36 * std::atan2(p.z, p.x)), 1);
    return s;
  };
  bottle.materials = {{.colour = colour, .gloss = 0.6f, .metal = 0.25f}, {.colour = second, .gloss = 0.3f}};
  bottle.print = wrapped(0.36f, 0.62f, 0.52f);
  bottle.centre = {0, 0.82f, 0};
  bottle.bound = 1.0f;
  return bottle;
}

Product make_jar(Vec3 colour, Vec3 second) {
  Product jar;
  jar.field = [](Vec3 p) {
    Surface s{cylinder(p - Vec3{0, 0.45f, 0}, 0.5f, 0.45f, 0.07f), 0};
    s.join(cylinder(p - Vec3{0, 0.98f, 0}, 0.51f, 0.08f, 0.02f), 1);
    s.join(sphere(p - Vec3{0, 1.1f, 0}, 0.08f), 1);
    return s;
  };
  jar.materials = {{.colour = colour, .gloss = 0.9f}, {.colour = second, .gloss = 0.25f}};
  jar.print = wrapped(0.5f, 0.46f, 0.7f);
  jar.centre = {0, 0.56f, 0};
  jar.bound = 0.85f;
  return jar;
}

Product make_tin(Vec3 colour, Vec3 second) {
  Product tin;
  tin.field = [](Vec3 p) {
    Surface s{cylinder(p - Vec3{0, 0.55f, 0}, 0.42f, 0.55f, 0.02f), 0};
    s.join(cylinder(p - Vec3{0, 1.16f, 0}, 0.44f, 0.14f, 0.03f), 1);
    s.join(torus(p - Vec3{0, 1.02f, 0}, 0.43f, 0.018f), 1);
    return s;
  };
  tin.materials = {{.colour = colour, .gloss = 0.5f, .metal = 0.4f}, {.colour = second, .gloss = 0.6f, .metal = 0.8f}};
  tin.print = wrapped(0.42f, 0.54f, 0.62f);
  tin.centre = {0, 0.64f, 0};
  tin.bound = 0.9f;
  return tin;
}

Product make_vase(Vec3 colour, Vec3 second) {
  Product vase;
  vase.field = [](Vec3 p) {
    const float belly = ellipsoid(p - Vec3{0, 0.6f, 0}, {0.52f, 0.6f, 0.52f});
    const float neck = cylinder(p - Vec3{0, 1.2f, 0}, 0.16f, 0.2f, 0.03f);
    const float lip = torus(p - Vec3{0, 1.4f, 0}, 0.18f, 0.04f);
    Surface s{std::max(blend(belly, neck, 0.25f), 0.04f - p.y), 0};
    s.join(lip, 1);
    s.join(torus(p - Vec3{0, 0.06f, 0}, 0.26f, 0.04f), 1);
    return s;
  };
  vase.materials = {{.colour = colour, .gloss = 0.9f}, {.colour = second, .gloss = 0.8f}};
  vase.print = wrapped(0.52f, 0.62f, 0.56f);
  vase.centre = {0, 0.72f, 0};
  vase.bound = 0.95f;
  return vase;
}

Product make_lamp(Vec3 colour, Vec3 second) {
  Product lamp;
  lamp.field = [](Vec3 p) {
    const float radius = 0.55f - 0.22f * std::clamp((p.y - 0.95f) / 0.6f, 0.0f, 1.0f);
    Surface s{0.85f * extruded(std::hypot(p.x, p.z) - radius, p.y - 1.25f, 0.32f, 0.02f), 0};
    s.join(cylinder(p - Vec3{0, 0.06f, 0}, 0.36f, 0.06f, 0.03f), 1);
    s.join(blend(cylinder(p - Vec3{0, 0.5f, 0}, 0.05f, 0.5f, 0.01f), sphere(p - Vec3{0, 0.35f, 0}, 0.17f), 0.2f), 1);
    return s;
  };
  lamp.materials = {{.colour = colour, .gloss = 0.05f, .glow = 0.35f},
                    {.colour = second, .gloss = 0.7f, .metal = 0.5f}};
  lamp.print = wrapped(0.46f, 1.22f, 0.5f);
  lamp.centre = {0, 0.8f, 0};
  lamp.bound = 1.05f;
  return lamp;
}

Product make_lantern(Vec3 colour, Vec3 second) {
  Product lantern;
  lantern.field = [](Vec3 p) {
    Surface s{cylinder(p - Vec3{0, 0.1f, 0}, 0.44f, 0.1f, 0.03f), 0};
    const Vec3 post{std::abs(p.x) - 0.26f, p.y - 0.6f, std::abs(p.z) - 0.26f};
    s.join(cylinder(post, 0.035f, 0.45f, 0.01f), 0);
    s.join(torus(p - Vec3{0, 0.6f, 0}, 0.37f, 0.025f), 0);
    s.join(cylinder(p - Vec3{0, 0.6f, 0}, 0.3f, 0.4f, 0.02f), 1);
    const float roof = std::hypot(p.x, p.z) - 0.46f + 0.8f * std::max(p.y - 1.02f, 0.0f);
    s.join(0.75f * extruded(roof, p.y - 1.2f, 0.2f, 0.02f), 0);
    const Vec3 ring = p - Vec3{0, 1.55f, 0};
    s.join(torus({ring.x, ring.z, ring.y}, 0.16f, 0.025f), 0);
    return s;
  };
  lantern.materials = {{.colour = colour, .gloss = 0.5f, .metal = 0.6f},
                       {.colour = second, .gloss = 0.9f, .glow = 0.7f}};
  lantern.print = wrapped(0.44f, 0.1f, 0.5f);
  lantern.centre = {0, 0.85f, 0};
  lantern.bound = 1.0f;
  return lantern;
}

Product make_cheese(Vec3 colour, Vec3 second) {
  Product cheese;
  cheese.field = [](Vec3 p) {
    const float wheel = cylinder(p - Vec3{0, 0.26f, 0}, 0.7f, 0.26f, 0.08f);
    const float wedge = std::max(-p.z, std::abs(p.x) * 0.8f - p.z * 0.6f);
    float body = std::max(wheel, -wedge);
    for (int i = 0; i < 5; ++i) {
      body = std::max(body, 0.06f - length(p - Vec3{0.1f * i - 0.3f, 0.2f + 0.05f * (i % 3), 0.12f * i}));
    }
    return Surface{0.9f * body, wedge < 0.02f && wheel < -0.03f ? 1 : 0};
  };
  cheese.materials = {{.colour = colour, .gloss = 0.3f}, {.colour = second, .gloss = 0.2f}};
  cheese.print = {.origin = {0, 0.52f, -0.25f}, .up = {0, 0, -1}, .width = 0.5f};
  cheese.centre = {0, 0.3f, 0};
  cheese.bound = 0.85f;
  return cheese;
}

}  // namespace markhound::samples
