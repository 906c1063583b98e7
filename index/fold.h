// Text folded for comparison, every letter with the bytes of the original that spell it: case, accents, width, styled
// letters, invisible characters and traditional Han are folded away; look-alike letters are noted beside the plain one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::index {

struct Letter {
  char32_t plain = 0;       ///< NFKC case folded, accents off, styled letters as plain ones, Han simplified
  char32_t look = 0;        ///< the ASCII letter that it looks like (UTS 39 and more), else as `plain`
  std::uint32_t begin = 0;  ///< bytes of the original; letters of one expansion ("æ": a, e) share them
  std::uint32_t end = 0;
};

/// How a word is set off from the one before it.
enum class Gap {
  none,   ///< not at all: another script begins
  mask,   ///< by signs that stand for letters: "ch*nel"
  sign,   ///< by signs without a space: "ni-ke", "N🔥K"
  space,  ///< by white space, with or without signs
};

/// Letters and digits without a break, of one kind of script.
struct FoldedWord {
  std::uint32_t first = 0;  ///< letters [first, last) of FoldedText::letters
  std::uint32_t last = 0;
  Gap gap = Gap::space;
  bool unspaced = false;      ///< of a script that writes without spaces (Han, kana, Hangul, Thai)
  bool masked_after = false;  ///< a mask sign follows: "香～"
  bool possessive = false;    ///< ends in 's
  std::uint32_t end = 0;      ///< bytes up to here, a mask after it counted in
};

struct FoldedText {
  std::vector<Letter> letters;
  std::vector<FoldedWord> words;
};

/// Text of any bytes; what is not UTF-8 separates words.
FoldedText fold(std::string_view text);

/// Of a script that writes without spaces: Han, kana, Hangul, Thai and their neighbours.
bool is_unspaced(char32_t plain);

}  // namespace markhound::index
