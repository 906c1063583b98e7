#include "index/skeleton.h"

#include <algorithm>

namespace markhound::index {
namespace {

bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

char32_t class_of(char32_t c) {
  switch (c) {
    case '0': return 'o';
    case '1':
    case 'i':
    case '|':
    case '!':
    case U'£': return 'l';
    case '2': return 'z';
    case '3':
    case U'€': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '6':
    case '8': return 'b';
    case '7': return 't';
    case '9': return 'g';
    case U'¢': return 'c';
    case U'¥': return 'y';
    default: return c;
  }
}

/// "il" looks like one letter twice and is none.
bool are_two_letters(char32_t a, char32_t b) { return a != b && is_latin(a) && is_latin(b); }

}  // namespace

std::u32string skeleton(std::u32string_view letters) {
  // "501" is a number, not "sol".
  if (std::none_of(letters.begin(), letters.end(), is_latin)) return std::u32string(letters);
  std::u32string bones;
  char32_t before = 0;
  for (char32_t letter : letters) {
    const char32_t bone = class_of(letter);
    const bool repeats = !bones.empty() && bones.back() == bone && bone <= 0x7F && !are_two_letters(before, letter);
    if (!repeats || bone == 'v') bones += bone;  // vv is kept: it may be a w
    before = letter;
  }
  return bones;
}

std::u32string with_pairs_merged(std::u32string_view bones) {
  std::u32string merged;
  for (char32_t bone : bones) {
    const char32_t last = merged.empty() ? 0 : merged.back();
    if ((last == 'r' && bone == 'n') || (last == 'v' && bone == 'v')) {
      merged.back() = bone == 'n' ? 'm' : 'w';
    } else {
      merged += bone;
    }
  }
  return merged;
}

}  // namespace markhound::index
