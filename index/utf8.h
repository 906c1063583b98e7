// UTF-8, checked: nothing that came from outside is trusted to be well formed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace markhound::index {

/// One code point and the bytes [begin, end) that spell it. Ill-formed bytes give U+FFFD, one at a time.
struct CodePoint {
  char32_t value = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The code point at `at`, which must lie inside `text`.
CodePoint code_point_at(std::string_view text, std::size_t at);

/// Offset of the first ill-formed byte; nothing where all is well.
std::optional<std::size_t> first_ill_formed(std::string_view text);

void append_utf8(char32_t value, std::string& text);

std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

}  // namespace markhound::index
