// Aliases that a mark might be given: spellings that sellers use for names, for a person to choose from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/mark.h"

namespace markhound::index {

struct Suggestion {
  std::string text;  ///< UTF-8
  std::string kind;  ///< "transliteration", "abbreviation", "look-alike", "misspelling"
  std::string how;   ///< in words: "in katakana", "first letters of the pinyin"
};

/// At most `most`, each once and none that the mark is called already: transliterations (of Latin names into katakana,
/// Hangul, Cyrillic and Arabic, of others into Latin letters, of Han into pinyin), first letters, then look-alike
/// letters and misspellings of search_variants(). Empty for a mark without words.
std::vector<Suggestion> suggestions_of(const Mark& mark, std::size_t most);

}  // namespace markhound::index
