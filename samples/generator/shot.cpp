#include "samples/generator/shot.h"

#include <cmath>
#include <cstdio>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace markhound::samples {
namespace {

using nlohmann::json;

/// "#rrggbb" as sRGB to linear light.
Vec3 colour_from(const std::string& text) {
  unsigned r = 0, g = 0, b = 0;
  if (std::sscanf(text.c_str(), "#%2x%2x%2x", &r, &g, &b) != 3) throw std::invalid_argument("no colour: " + text);
  const auto linear = [](unsigned v) { return std::pow(static_cast<float>(v) / 255.0f, 2.2f); };
  return {linear(r), linear(g), linear(b)};
}

void refuse_unknown_keys(const json& object, const std::set<std::string>& known) {
  for (const auto& [key, value] : object.items()) {
    if (!known.contains(key)) throw std::invalid_argument("unknown key \"" + key + "\"");
  }
}

Print print_from(const json& object) {
  refuse_unknown_keys(object, {"svg", "words", "font", "bold", "ink", "width", "right", "up", "angle", "worn"});
  Print print;
  print.svg = object.value("svg", print.svg);
  print.words = object.value("words", print.words);
  print.font = object.value("font", print.font);
  print.bold = object.value("bold", print.bold);
  print.ink = object.value("ink", print.ink);
  print.width = object.value("width", print.width);
  print.right = object.value("right", print.right);
  print.up = object.value("up", print.up);
  print.angle = object.value("angle", print.angle);
  print.worn = object.value("worn", print.worn);
  if (print.svg.empty() == print.words.empty()) throw std::invalid_argument("a print has either svg or words");
  return print;
}

}  // namespace

Shot shot_from_json(const json& object, std::uint32_t seed) {
  refuse_unknown_keys(object, {"product", "colour", "second", "floor", "wall", "prints", "yaw", "pitch", "roll", "zoom",
                               "light", "warmth", "blur", "shake", "noise", "quality", "width", "height"});
  Shot shot;
  shot.seed = seed;
  shot.product = object.at("product");
  if (object.contains("colour")) shot.colour = colour_from(object["colour"]);
  if (object.contains("second")) shot.second = colour_from(object["second"]);
  shot.floor = object.value("floor", shot.floor);
  shot.wall = object.value("wall", shot.wall);
  for (const json& print : object.value("prints", json::array())) shot.prints.push_back(print_from(print));
  shot.yaw = object.value("yaw", shot.yaw);
  shot.pitch = object.value("pitch", shot.pitch);
  shot.roll = object.value("roll", shot.roll);
  shot.zoom = object.value("zoom", shot.zoom);
  shot.light = object.value("light", shot.light);
  shot.warmth = object.value("warmth", shot.warmth);
  shot.blur = object.value("blur", shot.blur);
  shot.shake = object.value("shake", shot.shake);
  shot.noise = object.value("noise", shot.noise);
  shot.quality = object.value("quality", shot.quality);
  shot.width = object.value("width", shot.width);
  shot.height = object.value("height", shot.height);
  return shot;
}

}  // namespace markhound::samples
