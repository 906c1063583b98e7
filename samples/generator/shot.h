// What a product photo shows and how it was taken: the "picture" object of a line of samples/listings.jsonl.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "samples/generator/vec3.h"

namespace markhound::samples {

/// Something printed on the product: a drawing, or words set in a font.
struct Print {
  std::string svg;    ///< path below samples/; empty for words
  std::string words;  ///< UTF-8, "\n" begins a new line
  std::string font = "DejaVu Sans";
  bool bold = true;
  std::string ink = "#20242a";  ///< of the words
  float width = 0;              ///< share of the product's print area; 0 is 0.9
  float right = 0;              ///< of the middle, in widths of the print area
  float up = 0;
  float angle = 0;  ///< degrees, anticlockwise
  float worn = 0;   ///< 0 fresh to 1 washed out
};

struct Shot {
  std::string product;
  Vec3 colour{0.8f, 0.8f, 0.8f};  ///< linear
  Vec3 second{0.2f, 0.2f, 0.2f};
  std::string floor = "paper";  ///< paper, wood, marble, linen, kilim, concrete, tiles
  std::string wall = "sweep";   ///< sweep, bokeh, shelf, brick
  std::vector<Print> prints;
  float yaw = 0;     ///< degrees the camera walks round the product, added to the product's own turn
  float pitch = 14;  ///< degrees the camera looks down
  float roll = 0;
  float zoom = 1;     ///< 1 fills the frame
  float light = -35;  ///< degrees of the lamp about the vertical
  float warmth = 0;   ///< -1 blue to 1 orange
  float blur = 0;     ///< standard deviation, pixels
  float shake = 0;    ///< length of a motion blur, pixels
  float noise = 3;    ///< standard deviation, grey levels
  int quality = 82;   ///< of the JPEG; lowered where the file would be over 90 KB
  int width = 760;
  int height = 760;
  std::uint32_t seed = 1;
};

/// Throws nlohmann::json::exception or std::invalid_argument where the object is not as documented.
Shot shot_from_json(const nlohmann::json& object, std::uint32_t seed);

}  // namespace markhound::samples
