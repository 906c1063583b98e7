#include "evidence/report/picture.h"

#include <cstdint>
#include <utility>

namespace markhound::evidence {
namespace {

/// Reads numbers at places; zero beyond the end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t at(std::size_t i) const { return i < bytes_.size() ? static_cast<unsigned char>(bytes_[i]) : 0; }
  std::uint32_t big16(std::size_t i) const { return at(i) << 8 | at(i + 1); }
  std::uint32_t big32(std::size_t i) const { return big16(i) << 16 | big16(i + 2); }
  std::uint32_t little16(std::size_t i) const { return at(i) | at(i + 1) << 8; }
  std::uint32_t little32(std::size_t i) const { return little16(i) | little16(i + 2) << 16; }
  std::size_t size() const { return bytes_.size(); }
  bool has(std::size_t i, std::string_view text) const { return bytes_.substr(std::min(i, size())).starts_with(text); }

 private:
  std::string_view bytes_;
};

PictureFacts facts(const char* type, const char* extension, std::uint32_t width, std::uint32_t height) {
  constexpr std::uint32_t longest_side = 1u << 20;
  const bool known = width > 0 && height > 0 && width < longest_side && height < longest_side;
  return {type, extension, known ? static_cast<int>(width) : 0, known ? static_cast<int>(height) : 0};
}

/// The orientation in an APP1 segment that begins at `start` (EXIF 2.3, tag 0x0112); 1 where it has none.
std::uint32_t exif_orientation(const Bytes& bytes, std::size_t start, std::size_t length) {
  if (!bytes.has(start, std::string_view("Exif\0\0", 6))) return 1;
  const std::size_t tiff = start + 6;
  const bool little = bytes.has(tiff, "II");
  const auto u16 = [&](std::size_t i) { return little ? bytes.little16(i) : bytes.big16(i); };
  const std::size_t directory = tiff + (little ? bytes.little32(tiff + 4) : bytes.big32(tiff + 4));
  const std::uint32_t entries = u16(directory);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + 12 * std::size_t{i};
    if (entry + 12 > start + length) return 1;
    if (u16(entry) == 0x0112) return u16(entry + 8);
  }
  return 1;
}

PictureFacts jpeg(const Bytes& bytes) {
  std::uint32_t orientation = 1;
  for (std::size_t at = 2; at + 9 < bytes.size() && bytes.at(at) == 0xff;) {
    const std::uint32_t marker = bytes.at(at + 1);
    const std::size_t length = bytes.big16(at + 2);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    if (marker == 0xe1) orientation = exif_orientation(bytes, at + 4, length);
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) {
      auto width = bytes.big16(at + 7);
      auto height = bytes.big16(at + 5);
      if (orientation >= 5 && orientation <= 8) std::swap(width, height);
      return facts("image/jpeg", "jpg", width, height);
    }
    if (length < 2) break;
    at += 2 + length;
  }
  return facts("image/jpeg", "jpg", 0, 0);
}

PictureFacts webp(const Bytes& bytes) {
  constexpr std::size_t chunk = 12;
  const auto little24 = [&](std::size_t i) { return bytes.little16(i) | bytes.at(i + 2) << 16; };
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  if (bytes.has(chunk, "VP8X")) {
    width = little24(24) + 1;
    height = little24(27) + 1;
  } else if (bytes.has(chunk, "VP8L")) {
    width = (bytes.little32(21) & 0x3fff) + 1;
    height = (bytes.little32(21) >> 14 & 0x3fff) + 1;
  } else if (bytes.has(chunk, "VP8 ")) {
    width = bytes.little16(26) & 0x3fff;
    height = bytes.little16(28) & 0x3fff;
  }
  return facts("image/webp", "webp", width, height);
}

/// An XML document whose first element is svg, as far as its first bytes say.
bool is_svg(std::string_view bytes) {
  const std::string_view begin = bytes.substr(0, 4096);
  const auto element = begin.find("<svg");
  return element != begin.npos && begin.find("<html") == begin.npos &&
         begin.find_first_not_of("\xEF\xBB\xBF \t\r\n") == begin.find('<');
}

}  // namespace

PictureFacts probe_picture(std::string_view picture) {
  const Bytes bytes(picture);
  if (bytes.has(0, "\x89PNG\r\n\x1a\n")) return facts("image/png", "png", bytes.big32(16), bytes.big32(20));
  if (bytes.has(0, "\xff\xd8\xff")) return jpeg(bytes);
  if (bytes.has(0, "GIF8")) return facts("image/gif", "gif", bytes.little16(6), bytes.little16(8));
  if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) return webp(bytes);
  if (is_svg(picture)) return facts("image/svg+xml", "svg", 0, 0);
  return {"", "bin", 0, 0};
}

}  // namespace markhound::evidence
