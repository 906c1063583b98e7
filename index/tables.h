// Tables made at build time by index/make_tables.cpp, from ICU's data and the SCOWL word lists (Debian's `scowl`).
#pragma once

#include <cstddef>
#include <cstdint>

namespace markhound::index::tables {

constexpr char32_t first_han = 0x3400;
constexpr char32_t last_han = 0x9FFF;

/// The simplified form of each Han character, itself where there is none.
extern const std::uint16_t simplified[last_han - first_han + 1];

/// Number of the syllable in `syllables` that each Han character reads, 0 where none is known.
extern const std::uint16_t pinyin[last_han - first_han + 1];
extern const char* const syllables[];

/// Characters that look like an ASCII letter or digit, in order of `point`.
struct LookAlike {
  char32_t point;
  char ascii;
};
extern const LookAlike look_alikes[];
extern const std::size_t look_alike_count;

/// Hashes of words in order; the three lowest bits are the tier (Commonness in ordinary_words.h).
extern const std::uint32_t words[];
extern const std::size_t word_count;

/// The hash that `words` is ordered by (FNV-1a, its lowest bits cleared for the tier).
constexpr std::uint32_t word_hash(const char* word, std::size_t length) {
  std::uint32_t hash = 2166136261u;
  for (std::size_t i = 0; i < length; ++i) hash = (hash ^ static_cast<unsigned char>(word[i])) * 16777619u;
  return hash & ~7u;
}

}  // namespace markhound::index::tables
