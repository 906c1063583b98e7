// A page made harmless before an HTML parser sees it: one linear pass of a tokenizer that knows just enough to count.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::crawler::html {

struct Limits {
  std::size_t bytes = 24u << 20;    ///< of the page; what lies beyond is not read
  std::size_t tags = 600'000;       ///< start tags; the page ends at the next
  std::size_t depth = 512;          ///< open elements, as Chromium's parser has it; deeper tags are taken out
  std::size_t attributes = 256;     ///< of one tag; further ones are taken out
  std::size_t memory = 768u << 20;  ///< of the parser's tree
};

/// What is left to parse. Comments, drawings (svg, math), styles, frames and raw-text leftovers are taken out: no
/// listing is read from them, and on their borders a counter and a real parser could disagree. A script's text stands
/// in `scripts`; in `text` is only its number, so that the parser need not walk through it.
struct Pruned {
  std::string text;
  std::vector<std::string_view> scripts;  ///< into the text that was given
  bool cut_bytes = false;
  bool cut_tags = false;
  bool cut_depth = false;
  bool cut_attributes = false;
};

Pruned prune(std::string_view page, const Limits& limits);

}  // namespace markhound::crawler::html
