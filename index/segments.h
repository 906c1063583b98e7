// Where the words of Han, kana, Hangul and Thai end, by ICU's dictionaries.
#pragma once

#include <string_view>
#include <vector>

namespace markhound::index {

/// Ends of words in `letters`, ascending, the last being its size. Letters that no dictionary joins stand alone.
std::vector<std::size_t> word_ends(std::u32string_view letters);

}  // namespace markhound::index
