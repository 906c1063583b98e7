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
    char32_t bone = class_of(letter);
    if (!bones.empty() && bone == 'n' && bones.back() == 'r') {
      bones.pop_back();
      bone = 'm';
    } else if (!bones.empty() && bone == 'v' && bones.back() == 'v') {
      bones.pop_back();
      bone = 'w';
    }
    if (bones.empty() || bones.back() != bone || bone > 0x7F || are_two_letters(before, letter)) bones += bone;
    before = letter;
  }
  return bones;
}

}  // namespace markhound::index
