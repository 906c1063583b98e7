#include "index/ordinary_words.h"

#include <algorithm>

#include "index/tables.h"

namespace markhound::index {

Commonness commonness(std::string_view word) {
  const std::uint32_t hash = tables::word_hash(word.data(), word.size());
  const std::uint32_t* const end = tables::words + tables::word_count;
  const std::uint32_t* const found = std::lower_bound(tables::words, end, hash);
  if (found == end || (*found & ~7u) != hash) return Commonness::unknown;
  return static_cast<Commonness>(*found & 7u);
}

bool is_ordinary(std::string_view word) { return commonness(word) != Commonness::unknown; }

}  // namespace markhound::index
