// Pixels of a PNG as Chromium writes it: 8 bits a channel, RGB or RGBA, not interlaced.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <zlib.h>

namespace markhound::test {

class PngPixels {
 public:
  explicit PngPixels(const std::string& png) {
    std::string packed;
    for (std::size_t at = 8; at + 12 <= png.size();) {
      const std::size_t length = number(png, at);
      const std::string kind = png.substr(at + 4, 4);
      if (kind == "IHDR") {
        width = static_cast<int>(number(png, at + 8));
        height = static_cast<int>(number(png, at + 12));
        channels_ = png[at + 17] == 6 ? 4 : 3;
      }
      if (kind == "IDAT") packed += png.substr(at + 8, length);
      at += length + 12;
    }
    const std::size_t row = static_cast<std::size_t>(width * channels_);
    bytes_.resize((row + 1) * static_cast<std::size_t>(height));
    uLongf size = bytes_.size();
    if (uncompress(bytes_.data(), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size()) != Z_OK)
      width = height = 0;
    for (int y = 0; y < height; ++y) unfilter(y, row);
  }

  /// 0xRRGGBB
  unsigned at(int x, int y) const {
    const std::size_t row = static_cast<std::size_t>(width * channels_) + 1;
    const std::size_t i = row * static_cast<std::size_t>(y) + 1 + static_cast<std::size_t>(x * channels_);
    return static_cast<unsigned>(bytes_[i]) << 16 | static_cast<unsigned>(bytes_[i + 1]) << 8 | bytes_[i + 2];
  }

  int width = 0;
  int height = 0;

 private:
  static std::size_t number(const std::string& png, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(png[i]);
    return value;
  }

  /// PNG specification, section 9.2.
  void unfilter(int y, std::size_t row) {
    std::uint8_t* line = bytes_.data() + (row + 1) * static_cast<std::size_t>(y) + 1;
    const std::uint8_t* above = y > 0 ? line - row - 1 : nullptr;
    const int filter = line[-1];
    for (std::size_t i = 0; i < row; ++i) {
      const auto back = static_cast<std::size_t>(channels_);
      const int a = i >= back ? line[i - back] : 0;
      const int b = above ? above[i] : 0;
      const int c = above && i >= back ? above[i - back] : 0;
      const int p = a + b - c;
      const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
      const int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      const int add[] = {0, a, b, (a + b) / 2, paeth};
      line[i] = static_cast<std::uint8_t>(line[i] + add[filter]);
    }
  }

  int channels_ = 4;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace markhound::test
