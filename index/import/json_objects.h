// The objects of a JSON array, or objects one after another, over any number of lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "index/import/byte_reader.h"

namespace markhound::index {

class JsonObjects {
 public:
  static constexpr std::size_t max_bytes = 1u << 20;

  struct Object {
    std::string text;             ///< from brace to brace; empty where `fault`
    const char* fault = nullptr;  ///< why it is none: over 1 MB, never closed, or something else between the objects
  };

  explicit JsonObjects(ByteReader& bytes) : bytes_(bytes) {}

  std::optional<Object> next();

 private:
  /// Skips to the next object; whether there was anything but spaces, commas and the array's brackets before it.
  bool skip_to_object();

  ByteReader& bytes_;
};

}  // namespace markhound::index
