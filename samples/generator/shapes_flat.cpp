// Products with flat faces: boxes, books, cases, a watch; and a coiled hose.
#include "samples/generator/distance.h"
#include "samples/generator/noise.h"
#include "samples/generator/shapes.h"

namespace markhound::samples {
namespace {

constexpr float lean = -12;  // degrees that cases and frames lean back

/// A slab that leans back, its lower edge on the floor; coordinates with the slab's centre as origin.
Vec3 leaning(Vec3 p, float half_height) {
  const Vec3 turned = turned_x(p, -lean);
  return turned - Vec3{0, half_height, 0};
}

PrintArea leaning_print(float half_height, float above_centre, float width) {
  const Vec3 up = turned_x({0, 1, 0}, lean);
  return {.origin = up * (half_height + above_centre), .up = up, .width = width};
}

}  // namespace

Product make_box(Vec3 colour, Vec3 second) {
  Product box;
  box.field = [](Vec3 p) {
    Surface s{rounded_box(p - Vec3{0, 0.55f, 0}, {0.72f, 0.55f, 0.36f}, 0.015f), 0};
    const float seam = std::abs(p.y - 0.98f);
    if (seam < 0.008f) s.distance += 0.006f;
    if (std::abs(p.z) < 0.07f && p.y > 0.6f) s.part = 1;
    return s;
  };
  box.materials = {{.colour = colour, .gloss = 0.25f}, {.colour = second, .gloss = 0.5f}};
  box.print = {.origin = {0, 0.5f, 0.36f}, .width = 0.95f};
  box.centre = {0, 0.55f, 0};
  box.bound = 1.0f;
  return box;
}

Product make_book(Vec3 colour, Vec3 second) {
  Product book;
  book.field = [](Vec3 p) {
    const Vec3 q = leaning(p, 0.75f);
    const float block = rounded_box(q, {0.52f, 0.75f, 0.1f}, 0.01f);
    const float pages = rounded_box(q - Vec3{0.05f, 0, 0}, {0.5f, 0.76f, 0.075f}, 0.005f);
    Surface s{std::max(block, -pages), 0};
    s.join(rounded_box(q - Vec3{0.01f, 0, 0}, {0.49f, 0.72f, 0.085f}, 0.004f), 1);
    return s;
  };
  book.materials = {{.colour = colour, .gloss = 0.4f}, {.colour = second}};
  book.print = leaning_print(0.75f, 0, 0.9f);
  book.centre = {0, 0.7f, 0};
  book.bound = 1.0f;
  book.turn = 14;
  return book;
}

Product make_phone_case(Vec3 colour, Vec3 second) {
  Product phone;
  phone.field = [](Vec3 p) {
    const Vec3 q = leaning(p, 0.8f);
    const Point2 face{q.x, q.y};
    Surface s{extruded(rounded_rectangle(face, {0.4f, 0.8f}, 0.13f), q.z, 0.06f, 0.03f), 0};
    const Point2 camera{q.x + 0.17f, q.y - 0.57f};
    s.join(extruded(rounded_rectangle(camera, {0.17f, 0.17f}, 0.07f), q.z - 0.06f, 0.03f, 0.015f), 1);
    const Vec3 lens{std::abs(q.x + 0.17f) - 0.075f, q.z - 0.085f, std::abs(q.y - 0.57f) - 0.075f};
    s.join(cylinder(lens, 0.055f, 0.025f, 0.008f), 2);
    return s;
  };
  phone.materials = {{.colour = colour, .gloss = 0.5f},
                     {.colour = second, .gloss = 0.7f},
                     {.colour = {0.01f, 0.01f, 0.015f}, .gloss = 1}};
  phone.print = leaning_print(0.8f, -0.12f, 0.62f);
  phone.print.origin = phone.print.origin + Vec3{0, 0, 0.06f};
  phone.centre = {0, 0.78f, 0};
  phone.bound = 0.98f;
  return phone;
}

Product make_power_bank(Vec3 colour, Vec3 second) {
  Product bank;
  bank.field = [](Vec3 p) {
    const Vec3 q = leaning(p, 0.45f);
    float body = extruded(rounded_rectangle({q.x, q.y}, {0.8f, 0.45f}, 0.1f), q.z, 0.12f, 0.05f);
    for (int i = 0; i < 4; ++i) {
      const Vec3 light = q - Vec3{0.5f + 0.06f * i, -0.36f, 0.12f};
      body = std::max(body, 0.016f - length(light));
    }
    Surface s{body, 0};
    s.join(rounded_box(q - Vec3{0.8f, 0.1f, 0}, {0.01f, 0.12f, 0.04f}, 0.005f), 1);
    return s;
  };
  bank.materials = {{.colour = colour, .gloss = 0.35f, .metal = 0.3f},
                    {.colour = second, .gloss = 0.8f, .metal = 0.8f}};
  bank.print = leaning_print(0.45f, 0, 1.0f);
  bank.print.origin = bank.print.origin + Vec3{0, 0, 0.12f};
  bank.centre = {0, 0.45f, 0};
  bank.bound = 0.98f;
  return bank;
}

Product make_frame(Vec3 colour, Vec3 second) {
  Product frame;
  frame.field = [](Vec3 p) {
    const Vec3 q = leaning(p, 0.8f);
    const float sheet = rounded_box(q, {0.62f, 0.76f, 0.03f}, 0.005f);
    const float border = std::max(rounded_box(q, {0.66f, 0.8f, 0.06f}, 0.01f),
                                  -rounded_box(q - Vec3{0, 0, 0.06f}, {0.58f, 0.72f, 0.08f}, 0.005f));
    Surface s{sheet, 0};
    s.join(border, 1);
    return s;
  };
  frame.materials = {{.colour = colour, .gloss = 0.3f}, {.colour = second, .gloss = 0.35f}};
  frame.print = leaning_print(0.8f, 0, 1.05f);
  frame.centre = {0, 0.78f, 0};
  frame.bound = 1.1f;
  return frame;
}

Product make_watch(Vec3 colour, Vec3 second) {
  Product watch;
  watch.field = [](Vec3 p) {
    const Vec3 q = p - Vec3{0, 0.12f, 0};
    Surface s{cylinder(q, 0.40f, 0.10f, 0.01f), 0};
    s.join(torus(q - Vec3{0, 0.09f, 0}, 0.43f, 0.05f), 2);
    s.join(capsule(q, {0.46f, 0, 0}, {0.54f, 0, 0}, 0.05f), 2);
    const float angle = 0.9f;
    s.join(capsule(q, {0, 0.115f, 0}, {0.24f * std::sin(angle), 0.115f, -0.24f * std::cos(angle)}, 0.014f), 2);
    s.join(capsule(q, {0, 0.12f, 0}, {-0.28f, 0.12f, -0.1f}, 0.01f), 2);
    const float narrowing = 0.24f - 0.04f * std::abs(q.z);
    const float dip = q.y + 0.06f * q.z * q.z;
    s.join(0.8f * extruded(rounded_rectangle({q.x, q.z}, {narrowing, 1.15f}, 0.1f), dip, 0.05f, 0.03f), 1);
    return s;
  };
  watch.materials = {{.colour = colour, .gloss = 0.6f},
                     {.colour = second, .gloss = 0.15f, .weave = 0.4f},
                     {.colour = {0.75f, 0.72f, 0.66f}, .gloss = 0.9f, .metal = 1}};
  watch.print = {.origin = {0, 0.22f, 0}, .up = {0, 0, -1}, .width = 0.46f};
  watch.centre = {0, 0.1f, 0};
  watch.bound = 1.25f;
  watch.lies = true;
  return watch;
}

Product make_hose(Vec3 colour, Vec3 second) {
  Product hose;
  hose.field = [](Vec3 p) {
    Surface s;
    for (int i = 0; i < 4; ++i) {
      const float wobble = 0.02f * std::sin(3 * std::atan2(p.z, p.x) + i);
      s.join(torus(p - Vec3{0.02f * i, 0.08f + 0.15f * i, 0}, 0.62f + wobble, 0.08f), 0);
    }
    s.join(capsule(p, {0.64f, 0.55f, 0.1f}, {0.85f, 0.3f, 0.45f}, 0.09f), 1);
    return s;
  };
  hose.materials = {{.colour = colour, .gloss = 0.4f}, {.colour = second, .gloss = 0.7f, .metal = 0.7f}};
  hose.print = {.origin = {0, 0.3f, 0.7f}, .width = 0.4f};
  hose.centre = {0, 0.35f, 0};
  hose.bound = 1.05f;
  return hose;
}

}  // namespace markhound::samples
