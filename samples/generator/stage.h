// The product set up to be photographed: prints laid on, floor and wall, and how light falls on a point.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "samples/generator/product.h"
#include "samples/generator/shot.h"

namespace markhound::samples {

/// A print in place, in the product's units.
struct Decal {
  cv::Mat4b ink;  ///< BGRA, premultiplied
  float u = 0;
  float v = 0;
  float width = 1;
  float height = 1;
  float angle = 0;
  float worn = 0;
};

class Stage {
 public:
  /// `pixels_per_unit` sizes the raster of the prints.
  Stage(const Shot& shot, const std::string& root, float pixels_per_unit);

  /// The light that comes back along the ray, linear.
  Vec3 trace(Vec3 origin, Vec3 direction) const;

  const Product& product() const { return product_; }

 private:
  struct Hit {
    float along = 0;
    Surface surface;
  };

  void lay_prints(const Shot& shot, const std::string& root, float pixels_per_unit);
  std::optional<Hit> march(Vec3 origin, Vec3 direction) const;
  Vec3 normal_at(Vec3 p) const;
  float shadow(Vec3 p, Vec3 n) const;
  float openness(Vec3 p, Vec3 n) const;
  Vec3 surroundings(Vec3 direction) const;
  Vec3 printed(Vec3 colour, Vec3 p, Vec3 n) const;
  Vec3 shade_product(Vec3 p, Vec3 direction, int part) const;
  Vec3 shade_floor(Vec3 p, Vec3 direction) const;
  Vec3 background(Vec3 origin, Vec3 direction) const;

  Product product_;
  std::vector<Decal> decals_;
  std::string floor_;
  cv::Mat3f wall_;
  std::uint32_t seed_;
  Vec3 to_light_;
  Vec3 light_colour_;
};

}  // namespace markhound::samples
