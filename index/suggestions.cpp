#include "index/suggestions.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "index/fold.h"
#include "index/transliteration.h"
#include "index/utf8.h"
#include "index/variants.h"

namespace markhound::index {
namespace {

constexpr std::size_t longest_name = 200;  // bytes; a slogan has no nickname
constexpr std::size_t least_abbreviation = 2;
constexpr std::size_t most_variants = 500;

std::string with_icu(const std::string& text, const char* rules) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !made) return {};
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(text);
  made->transliterate(letters);
  std::string out;
  return letters.toUTF8String(out);
}

bool is_latin(const std::u32string& word) {
  return std::all_of(word.begin(), word.end(),
                     [](char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

std::vector<std::u32string> words_of(const std::string& name) {
  const FoldedText folded = fold(name);
  std::vector<std::u32string> words;
  for (const FoldedWord& word : folded.words) {
    words.emplace_back();
    for (std::size_t k = word.first; k < word.last; ++k) words.back() += folded.letters[k].plain;
  }
  return words;
}

/// A key of what is the same to a reader: folded words, apart by spaces.
std::string reading_of(const std::string& text) {
  std::string reading;
  for (const std::u32string& word : words_of(text)) reading += (reading.empty() ? "" : " ") + to_utf8(word);
  return reading;
}

class Collector {
 public:
  Collector(const Mark& mark, std::size_t most) : most_(most) {
    known_.insert(reading_of(mark.name));
    for (const std::string& alias : mark.aliases) known_.insert(reading_of(alias));
  }

  void add(const std::string& text, const char* kind, const std::string& how) {
    if (text.empty() || found_.size() >= most_ || first_ill_formed(text)) return;
    // Digits that look like letters fold to themselves; what folds to nothing names nobody.
    const std::string reading = reading_of(text);
    if (!reading.empty() && known_.insert(reading).second) found_.push_back({text, kind, how});
  }

  std::vector<Suggestion> take() { return std::move(found_); }

 private:
  std::size_t most_;
  std::set<std::string> known_;
  std::vector<Suggestion> found_;
};

/// The scripts in which a Latin name is written abroad; Arabic without its vowel signs, as people write it.
void add_other_scripts(const std::string& plain, Collector& collector) {
  static constexpr std::pair<const char*, const char*> scripts[] = {
      {"Latin-Katakana", "in katakana"},
      {"Latin-Hangul", "in Hangul"},
      {"Latin-Cyrillic", "in Cyrillic letters"},
      {"Latin-Arabic; [:Mn:] Remove", "in Arabic letters"}};
  for (const auto& [rules, how] : scripts) collector.add(with_icu(plain, rules), "transliteration", how);
}

/// Syllables of Han one by one: 香奈儿 is written xiangnaier, xiang nai er, and xne.
void add_pinyin(const std::u32string& han, Collector& collector) {
  std::string joined, apart, initials;
  for (char32_t c : han) {
    const std::string syllable = to_latin(std::u32string(1, c));
    if (syllable.empty()) return;
    joined += syllable;
    apart += (apart.empty() ? "" : " ") + syllable;
    initials += syllable[0];
  }
  collector.add(joined, "transliteration", "in pinyin");
  collector.add(apart, "transliteration", "in pinyin, syllable by syllable");
  if (initials.size() >= least_abbreviation) collector.add(initials, "abbreviation", "first letters of the pinyin");
}

void add_latin(const std::vector<std::u32string>& words, Collector& collector) {
  std::string latin;
  for (const std::u32string& word : words) latin += (latin.empty() ? "" : " ") + to_latin(word);
  collector.add(latin, "transliteration", "in Latin letters");
}

void add_first_letters(const std::vector<std::u32string>& words, Collector& collector) {
  std::string letters;
  for (const std::u32string& word : words) letters += static_cast<char>(word[0] >= 'a' ? word[0] - 32 : word[0]);
  if (letters.size() >= least_abbreviation) collector.add(letters, "abbreviation", "first letters");
}

}  // namespace

std::vector<Suggestion> suggestions_of(const Mark& mark, std::size_t most) {
  Collector collector(mark, most);
  if (mark.name.empty() || mark.name.size() > longest_name) return {};
  const std::vector<std::u32string> words = words_of(mark.name);
  std::string plain;
  std::u32string han;
  for (const std::u32string& word : words) {
    if (word.empty()) return {};
    if (std::all_of(word.begin(), word.end(), is_han)) han += word;
    plain += (plain.empty() ? "" : " ") + to_utf8(word);
  }
  if (std::all_of(words.begin(), words.end(), is_latin)) {
    add_other_scripts(plain, collector);
    add_first_letters(words, collector);
  } else {
    if (!han.empty()) add_pinyin(han, collector);
    add_latin(words, collector);
  }
  for (const Variant& variant : search_variants(mark, most_variants)) {
    const std::string_view kind = variant.kind;
    if (kind == "transliterated") collector.add(variant.text, "transliteration", "transliterated");
    if (kind == "look-alike") collector.add(variant.text, "look-alike", "letters that look alike");
    if (kind == "misspelt") collector.add(variant.text, "misspelling", "misspelt");
  }
  return collector.take();
}

}  // namespace markhound::index
