// The skeleton of a word: what is left when letters, digits and signs that look alike are one (UTS 39, leet, and what
// OCR confuses), and repeated letters are written once. Generous: it finds, and does not judge.
#pragma once

#include <string>
#include <string_view>

namespace markhound::index {

/// Letter by letter, so that a letter more or less changes it by one.
std::u32string skeleton(std::u32string_view letters);

/// A skeleton with the pairs that look like one letter as that letter: rn as m, vv as w.
std::u32string with_pairs_merged(std::u32string_view bones);

}  // namespace markhound::index
