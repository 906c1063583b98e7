// A key that words share which sound alike to an English reader: consonants in classes after Philips' Double Metaphone
// (2000), vowels kept as one class, so that short words do not all fall together.
#pragma once

#include <string>
#include <string_view>

namespace markhound::index {

/// `latin` is a to z. Empty where the key would say too little: under three signs or two consonants.
std::string phonetic_key(std::string_view latin);

/// Of pinyin without tones: syllables that speakers of southern Chinese, or a hurried ear, take for each other.
std::string pinyin_key(std::string_view pinyin);

}  // namespace markhound::index
