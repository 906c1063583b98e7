// The skeleton of a word: what is left when letters, digits and signs that look alike are one (UTS 39, leet, and what
// OCR confuses), and repeated letters are written once. Generous: it finds, and does not judge.
#pragma once

#include <string>
#include <string_view>

namespace markhound::index {

std::u32string skeleton(std::u32string_view letters);

}  // namespace markhound::index
