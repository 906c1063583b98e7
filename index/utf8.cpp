#include "index/utf8.h"

#include <unicode/utf8.h>

namespace markhound::index {

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto next = static_cast<std::int64_t>(at);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 value = 0;
  U8_NEXT(bytes, next, size, value);
  if (value < 0) return {U'\uFFFD', at, at + 1};
  return {static_cast<char32_t>(value), at, static_cast<std::size_t>(next)};
}

std::optional<std::size_t> first_ill_formed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (point.value == U'\uFFFD' && point.end - point.begin == 1) return at;
    at = point.end;
  }
  return std::nullopt;
}

void append_utf8(char32_t value, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(value));
  text.append(bytes, static_cast<std::size_t>(length));
}

std::u32string to_utf32(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    points.push_back(point.value);
    at = point.end;
  }
  return points;
}

std::string to_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (char32_t point : text) append_utf8(point, bytes);
  return bytes;
}

}  // namespace markhound::index
