// What a picture file says of itself in its first bytes, read before any decoder is let near it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace markhound::matcher {

enum class Format { png, jpeg, webp, gif, bmp, tiff, svg };

const char* to_string(Format format);

struct Header {
  Format format = Format::png;
  std::uint64_t width = 0;  ///< pixels; both 0 where the format has none (SVG) or the file ends before it tells
  std::uint64_t height = 0;
};

/// Nothing where the bytes are of none of these formats. Reads no more than the structure that leads to the size.
std::optional<Header> probe(std::string_view bytes);

/// True where the bytes begin like a web page: what servers send in place of a picture that is gone.
bool looks_like_html(std::string_view bytes);

/// False where a PNG or JPEG lacks its end: it was cut off, and decoders would make up the rest or complain on standard
/// error. Other formats are left to their decoders.
bool is_whole(std::string_view bytes, Format format);

}  // namespace markhound::matcher
