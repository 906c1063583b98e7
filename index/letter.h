// What a code point is to the folding of text: a letter and which, a sign that stands for one, or what sets words
// apart.
#pragma once

#include <string>

namespace markhound::index {

enum class Role { letter, invisible, apostrophe, leet, mask, space, sign };

Role role_of(char32_t point);

/// The plain letters of a code point whose role is `letter`.
struct PlainLetter {
  std::u32string plain;  ///< never empty
  char32_t look = 0;     ///< the ASCII letter or digit that it looks like; 0 where it is none
};

/// Valid until the thread's next call.
const PlainLetter& plain_letter(char32_t point);

}  // namespace markhound::index
