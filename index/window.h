// The windows of a text: every stretch that could be somebody's mark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/candidate.h"
#include "index/fold.h"

namespace markhound::index {

constexpr char32_t mask_sign = U'*';  ///< in Window::letters, for one letter or several

struct Window {
  enum class Cut {
    words,     ///< whole words, joined
    compound,  ///< part of a word whose rest is ordinary words or digits: "nike" of "nikeshoes"
    run,       ///< letters of a script that writes without spaces
    masked,    ///< words with signs in the place of letters: "ch*nel"
  };

  Span span;
  std::u32string letters;  ///< plain, no spaces; mask_sign where letters are masked
  std::u32string looks;    ///< their look-alikes
  std::string plain;       ///< UTF-8, words apart by a space
  Cut cut = Cut::words;
  int words = 1;
  bool ordinary = false;   ///< most likely means what it says: only exact keys are asked
  bool unsettled = false;  ///< cut through a word of a script without spaces, as its dictionary has it
};

/// In order of their first word. Bounded: some hundreds a title, in proportion to a longer text.
std::vector<Window> windows_of(const FoldedText& text);

}  // namespace markhound::index
