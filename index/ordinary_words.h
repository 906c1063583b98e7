// How common a word is in listings and in English: what makes a mark weak, and a near miss innocent.
#pragma once

#include <string_view>

namespace markhound::index {

enum class Commonness {
  listing,   ///< everyday in listings: colours, sizes, materials, goods, small words, in several languages
  everyday,  ///< SCOWL 10: the commonest words of English
  common,    ///< SCOWL 20
  known,     ///< SCOWL 35
  seldom,    ///< SCOWL 40 and 50
  rare,      ///< SCOWL 55 to 70
  name,      ///< a name of persons and places
  unknown,
};

/// `word` lower case; letters other than a to z make it unknown.
Commonness commonness(std::string_view word);

/// Whether a text that has the word most likely means the word: every tier but `unknown`.
bool is_ordinary(std::string_view word);

}  // namespace markhound::index
