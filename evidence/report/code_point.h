// Text from outside, a code point at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace markhound::evidence {

struct CodePoint {
  std::uint32_t value = 0xfffd;
  std::size_t length = 1;  ///< in bytes
};

/// The first code point of non-empty `text`, by table 3-7 of the Unicode standard; U+FFFD where it is no text.
CodePoint decode(std::string_view text);

/// Characters that act on what stands around them, or cannot be seen.
bool is_hidden(std::uint32_t c);

}  // namespace markhound::evidence
