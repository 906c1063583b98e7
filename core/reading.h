// What a picture shows: its words with places, and the points by which a logo can be known again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace markhound {

/// Pixels of the original picture, origin top left.
struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool operator==(const Box&) const = default;
};

struct Word {
  std::string text;      ///< UTF-8
  float confidence = 0;  ///< 0 to 1, the recogniser's own
  Box box;
};

/// A local feature. Coordinates and size in pixels of the picture as it was read, the angle in degrees.
struct Feature {
  float x = 0;
  float y = 0;
  float size = 0;
  float angle = 0;
};

/// RootSIFT (Arandjelovic and Zisserman 2012): descriptors holds features.size() rows of `dimensions` bytes.
struct Signature {
  static constexpr int dimensions = 128;

  int width = 0;  ///< of the picture that the coordinates belong to
  int height = 0;
  std::vector<Feature> features;
  std::vector<std::uint8_t> descriptors;

  const std::uint8_t* descriptor(std::size_t i) const { return descriptors.data() + i * dimensions; }
};

struct Reading {
  int width = 0;
  int height = 0;
  std::vector<Word> words;
  Signature signature;
};

}  // namespace markhound
