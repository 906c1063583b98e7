// How one spelling becomes another, step by step, and how much each step speaks against their being one mark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace markhound::matcher {

struct Step {
  enum class Kind { replaced, look_alike, added, left_out, repeated, swapped };

  Kind kind = Kind::replaced;
  char32_t written = 0;  ///< in the text; 0 where the letter was left out
  char32_t meant = 0;    ///< in the mark; 0 where the letter was added
};

struct Alignment {
  double cost = 0;          ///< 1 for an arbitrary wrong letter; less for what people confuse or disguise
  std::vector<Step> steps;  ///< what differs, from left to right
};

/// The cheapest way from `meant` to `written` by the restricted Damerau-Levenshtein steps (optimal string alignment),
/// weighted. Both are cut at 64 letters.
Alignment align(std::u32string_view written, std::u32string_view meant);

/// A digit or sign that stands for a letter by its looks: 0 for o, | for l.
bool look_alike(char32_t a, char32_t b);

}  // namespace markhound::matcher
