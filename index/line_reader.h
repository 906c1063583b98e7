// Lines of a file of any size, in bounded memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "index/import/byte_reader.h"

namespace markhound::index {

class LineReader {
 public:
  static constexpr std::size_t max_bytes = 1u << 20;

  struct Line {
    std::string text;        ///< without its line end; cut at max_bytes
    std::size_t number = 0;  ///< from 1
    bool too_long = false;
  };

  explicit LineReader(ByteReader& bytes) : bytes_(bytes) {}

  /// The next line; a byte order mark before the first one is taken off. Nothing at the end.
  std::optional<Line> next();

 private:
  ByteReader& bytes_;
  std::size_t number_ = 0;
};

}  // namespace markhound::index
