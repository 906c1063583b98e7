#include "index/transliteration.h"

#include <algorithm>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "index/tables.h"

namespace markhound::index {
namespace {

bool is_latin_or_digit(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_han(char32_t c) { return c >= tables::first_han && c <= tables::last_han; }

/// Made at the first word that needs it: its rules take milliseconds to load.
const icu::Transliterator* by_icu() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> any(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(any) : nullptr;
  }();
  return made.get();
}

std::string with_icu(std::u32string_view letters) {
  const icu::Transliterator* transliterator = by_icu();
  if (!transliterator) return {};
  icu::UnicodeString text;
  for (char32_t c : letters) text.append(static_cast<UChar32>(c));
  transliterator->transliterate(text);
  std::string latin;
  for (int i = 0; i < text.length(); ++i) {
    if (is_latin_or_digit(text[i])) latin += static_cast<char>(text[i]);
  }
  return latin;
}

}  // namespace

std::string to_latin(std::u32string_view letters) {
  const auto simple = [](char32_t c) { return c < 0x80 || is_han(c); };
  if (!std::all_of(letters.begin(), letters.end(), simple)) return with_icu(letters);
  std::string latin;
  for (char32_t c : letters) {
    if (is_han(c)) {
      latin += tables::syllables[tables::pinyin[c - tables::first_han]];
    } else if (is_latin_or_digit(c)) {
      latin += static_cast<char>(c);
    }
  }
  return latin;
}

}  // namespace markhound::index
