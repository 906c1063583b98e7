// The things that the market sells, as bodies to be lit: a distance field, its materials, and the place of a print.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "samples/generator/vec3.h"

namespace markhound::samples {

struct Material {
  Vec3 colour;         ///< linear, 0 to 1
  float gloss = 0.2f;  ///< 0 cloth, 1 glazed
  float metal = 0;
  float glow = 0;   ///< light of its own
  float weave = 0;  ///< depth of the thread pattern
};

/// Distance to the body and which of Product::materials is there.
struct Surface {
  float distance = 1e9f;
  int part = 0;

  /// The nearer of two bodies.
  void join(float d, int other) {
    if (d < distance) *this = {d, other};
  }
};

/// Where a print lies: flat along `right` and `up`, or wrapped around a vertical axis of `radius` > 0.
struct PrintArea {
  Vec3 origin;
  Vec3 right{1, 0, 0};
  Vec3 up{0, 1, 0};
  float radius = 0;
  float width = 1;  ///< of the largest sensible print, in the product's units
};

/// A product stands on the floor y = 0 with its face towards +z, or lies on it, about two units large.
struct Product {
  std::function<Surface(Vec3)> field;
  std::vector<Material> materials;  ///< part 0 is the one that is printed on
  PrintArea print;
  Vec3 centre{0, 0.6f, 0};
  float bound = 1.2f;  ///< radius about `centre` that holds all of it
  bool lies = false;   ///< photographed from above
  float turn = 0;      ///< degrees the camera walks round to see the print from the front
};

/// The product of that name in that colour (linear) and a second one; nothing where there is no such product.
std::optional<Product> make_product(const std::string& name, Vec3 colour, Vec3 second);

std::vector<std::string> product_names();

}  // namespace markhound::samples
