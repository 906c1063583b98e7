// Lines of a file of any size, in bounded memory.
#pragma once

#include <cstddef>
#include <fstream>
#include <optional>
#include <string>

namespace markhound::index {

class LineReader {
 public:
  static constexpr std::size_t max_bytes = 1u << 20;

  struct Line {
    std::string text;        ///< without its line end; cut at max_bytes
    std::size_t number = 0;  ///< from 1
    bool too_long = false;
  };

  explicit LineReader(const std::string& path) : in_(path, std::ios::binary) {}

  bool is_open() const { return in_.is_open(); }
  /// The disk failed under way; what was read until then stands.
  bool failed() const { return failed_; }

  /// The next line; a byte order mark before the first one is taken off. Nothing at the end.
  std::optional<Line> next();

 private:
  std::ifstream in_;
  std::size_t number_ = 0;
  bool failed_ = false;
};

}  // namespace markhound::index
