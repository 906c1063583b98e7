// What to type into a search box to find uses of a mark: its names, and the ways in which sellers disguise them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/mark.h"

namespace markhound::index {

struct Variant {
  std::string text;  ///< UTF-8, in lower case but for the name and the aliases, which stand as registered
  const char*
      kind{};  ///< "name", "alias", "plain letters", "written together", "transliterated", "look-alike", "misspelt"
};

/// At most `most`, each once however it is written, the likeliest first: names, then the main name's plain form, joined
/// form, transliterations, digits and letter pairs that look like its letters (the skeleton's classes), spellings that
/// sound alike, omissions, swaps and doublings. Names of under four letters are not misspelt: they would find anything.
/// Empty for a mark without words.
std::vector<Variant> search_variants(const Mark& mark, std::size_t most);

}  // namespace markhound::index
