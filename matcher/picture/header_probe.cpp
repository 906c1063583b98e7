#include "matcher/picture/header_probe.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>

namespace markhound::matcher {
namespace {

using Bytes = std::string_view;

/// Numbers out of the file; 0 beyond its end.
class Numbers {
 public:
  Numbers(Bytes bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  std::uint64_t at(std::size_t offset, std::size_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = big_endian_ ? offset + i : offset + size - 1 - i;
      value = value << 8 | static_cast<unsigned char>(bytes_[place]);
    }
    return value;
  }

 private:
  Bytes bytes_;
  bool big_endian_;
};

constexpr std::size_t nowhere = Bytes::npos;

/// Walks JPEG's segments (ITU-T T.81, B.1.1) to the first of which `wanted(marker)` holds.
template <class Wanted>
std::size_t jpeg_segment(Bytes bytes, Wanted wanted) {
  const Numbers numbers(bytes, true);
  std::size_t at = 2;
  while (at + 4 <= bytes.size()) {
    const std::uint64_t marker = numbers.at(at, 2);
    if (marker < 0xFF01) return nowhere;
    if (marker == 0xFFFF) {  // fill byte
      ++at;
    } else if (wanted(marker & 0xFF)) {
      return at;
    } else {
      at += 2 + static_cast<std::size_t>(numbers.at(at + 2, 2));
    }
  }
  return nowhere;
}

bool starts_frame(std::uint64_t marker) {  // SOF0 to SOF15, without DHT, JPG and DAC among them
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Header jpeg(Bytes bytes) {
  const std::size_t frame = jpeg_segment(bytes, starts_frame);
  if (frame == nowhere) return {Format::jpeg};
  const Numbers numbers(bytes, true);
  return {Format::jpeg, numbers.at(frame + 7, 2), numbers.at(frame + 5, 2)};
}

Header webp(Bytes bytes) {  // developers.google.com/speed/webp/docs/riff_container, read 2026-11
  const Numbers numbers(bytes, false);
  const Bytes chunk = bytes.substr(12, 4);
  if (chunk == "VP8X") return {Format::webp, numbers.at(24, 3) + 1, numbers.at(27, 3) + 1};
  if (chunk == "VP8L") {
    const std::uint64_t bits = numbers.at(21, 4);
    return {Format::webp, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
  }
  return {Format::webp, numbers.at(26, 2) & 0x3FFF, numbers.at(28, 2) & 0x3FFF};
}

Header bmp(Bytes bytes) {
  const Numbers numbers(bytes, false);
  if (numbers.at(14, 4) == 12) return {Format::bmp, numbers.at(18, 2), numbers.at(20, 2)};
  const std::uint64_t height = numbers.at(22, 4);  // negative: rows from top to bottom
  return {Format::bmp, numbers.at(18, 4), height > 0x7FFFFFFF ? 0x100000000 - height : height};
}

Header tiff(Bytes bytes, bool big_endian) {
  const Numbers numbers(bytes, big_endian);
  const auto directory = static_cast<std::size_t>(numbers.at(4, 4));
  const std::uint64_t entries = std::min<std::uint64_t>(numbers.at(directory, 2), 512);
  Header header{Format::tiff};
  for (std::uint64_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + static_cast<std::size_t>(i) * 12;
    const std::uint64_t value = numbers.at(entry + 8, numbers.at(entry + 2, 2) == 3 ? 2 : 4);
    if (numbers.at(entry, 2) == 256) header.width = value;
    if (numbers.at(entry, 2) == 257) header.height = value;
  }
  return header;
}

std::string lower_start(Bytes bytes) {
  const std::size_t first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  std::string start(first == nowhere ? Bytes{} : bytes.substr(first, 4096));
  std::transform(start.begin(), start.end(), start.begin(), [](unsigned char c) { return std::tolower(c); });
  return start;
}

bool looks_like_svg(Bytes bytes) {
  const std::string start = lower_start(bytes);
  return start.starts_with('<') && !looks_like_html(bytes) && bytes.substr(0, 65536).find("<svg") != nowhere;
}

bool png_is_whole(Bytes bytes) {  // chunks of length, name, data and checksum; the last one is IEND
  const Numbers numbers(bytes, true);
  std::size_t at = 8;
  while (at + 12 <= bytes.size()) {
    if (bytes.substr(at + 4, 4) == "IEND") return true;
    at += 12 + static_cast<std::size_t>(numbers.at(at, 4));
  }
  return false;
}

bool jpeg_is_whole(Bytes bytes) {
  const std::size_t scan = jpeg_segment(bytes, [](std::uint64_t marker) { return marker == 0xDA; });
  return scan != nowhere && bytes.find("\xFF\xD9", scan) != nowhere;
}

}  // namespace

const char* to_string(Format format) {
  switch (format) {
    case Format::png: return "PNG";
    case Format::jpeg: return "JPEG";
    case Format::webp: return "WebP";
    case Format::gif: return "GIF";
    case Format::bmp: return "BMP";
    case Format::tiff: return "TIFF";
    case Format::svg: return "SVG";
  }
  return "";
}

std::optional<Header> probe(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
    const Numbers numbers(bytes, true);
    return Header{Format::png, numbers.at(16, 4), numbers.at(20, 4)};
  }
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return jpeg(bytes);
  if (bytes.size() >= 16 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) return webp(bytes);
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) {
    const Numbers numbers(bytes, false);
    return Header{Format::gif, numbers.at(6, 2), numbers.at(8, 2)};
  }
  if (bytes.size() >= 26 && bytes.starts_with("BM"sv)) return bmp(bytes);
  if (bytes.starts_with("II*\0"sv)) return tiff(bytes, false);
  if (bytes.starts_with("MM\0*"sv)) return tiff(bytes, true);
  if (looks_like_svg(bytes)) return Header{Format::svg};
  return std::nullopt;
}

bool looks_like_html(std::string_view bytes) {
  const std::string start = lower_start(bytes);
  return start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head") ||
         start.starts_with("<body");
}

bool is_whole(std::string_view bytes, Format format) {
  if (format == Format::png) return png_is_whole(bytes);
  return format != Format::jpeg || jpeg_is_whole(bytes);
}

}  // namespace markhound::matcher
