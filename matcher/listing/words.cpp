#include "matcher/listing/words.h"

#include <algorithm>

namespace markhound::matcher {
namespace {

/// A byte of a word: ASCII letters and digits, and every byte of an accented or other letter of two bytes (ö, й).
bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte >= 0xc3 && byte <= 0xdf);
}

bool begins_word(std::string_view text, std::size_t at) { return at == 0 || !is_word_byte(text[at - 1]); }

bool ends_word(std::string_view text, std::size_t at) { return at >= text.size() || !is_word_byte(text[at]); }

/// The end of the word that the phrase stands for, over a plural ending; npos where the word goes on otherwise.
std::size_t word_end(std::string_view text, std::size_t end) {
  for (std::string_view ending : {"", "s", "es"}) {
    if (text.substr(end, ending.size()) == ending && ends_word(text, end + ending.size())) return end + ending.size();
  }
  return std::string_view::npos;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lower;
}

std::optional<Span> find_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    std::size_t end = at + phrase.size();
    if (is_word_byte(phrase.front()) && !begins_word(text, at)) continue;
    if (is_word_byte(phrase.back())) end = word_end(text, end);
    if (end != std::string_view::npos) return Span{at, end};
  }
  return std::nullopt;
}

bool contains_any(std::string_view text, const std::vector<std::string_view>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return find_phrase(text, phrase).has_value(); });
}

}  // namespace markhound::matcher
