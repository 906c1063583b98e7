// Prints index/tables.h's definitions as C++: run at build time, so that opening a register loads and parses nothing.
// usage: make_tables FOLDER_OF_SCOWL LISTING_WORDS > tables.cpp
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include "index/tables.h"

namespace {

using markhound::index::tables::first_han;
using markhound::index::tables::last_han;

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "make_tables: %s\n", what);
  std::exit(1);
}

std::unique_ptr<icu::Transliterator> transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status)) give_up(id);
  return made;
}

void print_numbers(const char* name, const std::vector<unsigned>& numbers, const char* type) {
  std::printf("const %s %s[] = {", type, name);
  for (std::size_t i = 0; i < numbers.size(); ++i) std::printf("%s%u,", i % 16 == 0 ? "\n" : "", numbers[i]);
  std::printf("};\n");
}

void print_simplified() {
  const auto to_simplified = transliterator("Traditional-Simplified");
  std::vector<unsigned> numbers;
  for (char32_t c = first_han; c <= last_han; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    to_simplified->transliterate(text);
    numbers.push_back(text.length() == 1 ? text[0] : c);
  }
  print_numbers("simplified", numbers, "std::uint16_t");
}

void print_pinyin() {
  const auto to_latin = transliterator("Han-Latin; Latin-ASCII; Lower");
  std::map<std::string, unsigned> known = {{"", 0}};
  std::vector<std::string> syllables = {""};
  std::vector<unsigned> numbers;
  for (char32_t c = first_han; c <= last_han; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    to_latin->transliterate(text);
    std::string syllable;
    for (int i = 0; i < text.length(); ++i) {
      if (text[i] >= 'a' && text[i] <= 'z') syllable += static_cast<char>(text[i]);
    }
    const auto [place, is_new] = known.emplace(syllable, static_cast<unsigned>(syllables.size()));
    if (is_new) syllables.push_back(syllable);
    numbers.push_back(place->second);
  }
  print_numbers("pinyin", numbers, "std::uint16_t");
  std::printf("const char* const syllables[] = {");
  for (const std::string& syllable : syllables) std::printf("\"%s\",", syllable.c_str());
  std::printf("};\n");
}

/// Letters of phonetic and other blocks that people use for style, which UTS 39 leaves alone or maps elsewhere.
const std::map<char32_t, char>& styled_letters() {
  static const std::map<char32_t, char> styled = [] {
    std::map<char32_t, char> made;
    const std::u32string small = U"ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ";
    const std::string small_ascii = "abcdefghijklmnopqrstuvwyz";
    for (std::size_t i = 0; i < small.size() && i < small_ascii.size(); ++i) made[small[i]] = small_ascii[i];
    const std::u32string turned = U"ɐɔǝɟƃɥıɾʞɯɹʇʌʍʎ";
    const std::string turned_ascii = "acefghijkmrtvwy";
    for (std::size_t i = 0; i < turned.size(); ++i) made[turned[i]] = turned_ascii[i];
    for (char32_t i = 0; i < 26; ++i) {
      const char letter = static_cast<char>('a' + i);
      for (char32_t block : {0x1F110u, 0x1F130u, 0x1F150u, 0x1F170u, 0x1F1E6u, 0xE0041u, 0xE0061u})
        made[block + i] = letter;
    }
    return made;
  }();
  return styled;
}

/// The ASCII letter or digit that a skeleton comes down to; 0 where it is none.
char ascii_of(const icu::UnicodeString& skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString folded = fold->normalize(skeleton, status);
  if (U_FAILURE(status)) give_up("NFKC_Casefold");
  if (folded == icu::UnicodeString("rn")) return 'm';
  if (folded == icu::UnicodeString("vv")) return 'w';
  if (folded.countChar32() != 1) return 0;
  const auto c = static_cast<char32_t>(folded.char32At(0));
  const auto styled = styled_letters().find(c);
  if (styled != styled_letters().end()) return styled->second;
  return c < 0x80 && std::isalnum(static_cast<int>(c)) ? static_cast<char>(c) : 0;
}

void print_look_alikes() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<USpoofChecker, void (*)(USpoofChecker*)> checker(uspoof_open(&status), uspoof_close);
  if (U_FAILURE(status)) give_up("uspoof_open");
  std::printf("const LookAlike look_alikes[] = {\n");
  std::size_t count = 0;
  for (char32_t c = 0x80; c < 0xE0080; c = c == 0x1FFFF ? 0xE0000 : c + 1) {
    const auto styled = styled_letters().find(c);
    char ascii = styled == styled_letters().end() ? 0 : styled->second;
    if (ascii == 0 && !u_isalnum(static_cast<UChar32>(c))) continue;
    if (ascii == 0) {
      icu::UnicodeString skeleton;
      uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(static_cast<UChar32>(c)), skeleton, &status);
      if (U_FAILURE(status)) give_up("uspoof_getSkeleton");
      ascii = ascii_of(skeleton);
    }
    if (ascii == 0) continue;
    std::printf("{0x%X,'%c'},%s", static_cast<unsigned>(c), ascii, ++count % 8 == 0 ? "\n" : "");
  }
  std::printf("};\nconst std::size_t look_alike_count = %zu;\n", count);
}

/// Lower case a to z of a word in Latin-1, accents off; empty for possessives and words of other signs.
std::string plain_word(const std::string& latin1) {
  if (latin1.ends_with("'s")) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text(latin1.data(), static_cast<int>(latin1.size()), "ISO-8859-1");
  const icu::UnicodeString apart = icu::Normalizer2::getNFKDInstance(status)->normalize(text, status);
  std::string word;
  for (int i = 0; i < apart.length(); ++i) {
    const UChar32 c = u_tolower(apart[i]);
    if (c >= 'a' && c <= 'z') word += static_cast<char>(c);
  }
  return word;
}

using Tiers = std::map<std::string, unsigned>;

void read_words(const std::string& path, unsigned tier, Tiers& tiers) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::string word = plain_word(line);
    if (word.size() < 2) continue;
    const auto [place, is_new] = tiers.emplace(word, tier);
    if (!is_new) place->second = std::min(place->second, tier);
  }
}

void read_listing_words(const std::string& path, Tiers& tiers) {
  std::ifstream in(path);
  if (!in) give_up("cannot read the listing words");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::size_t begin = 0;
    while (begin < line.size()) {
      const std::size_t end = std::min(line.find(' ', begin), line.size());
      if (end > begin) tiers[line.substr(begin, end - begin)] = 0;
      begin = end + 1;
    }
  }
}

void print_words(const std::string& scowl, const std::string& listing_words) {
  Tiers tiers;
  const std::pair<const char*, unsigned> levels[] = {{".10", 1}, {".20", 2}, {".35", 3}, {".40", 4},
                                                     {".50", 4}, {".55", 5}, {".60", 5}, {".70", 5}};
  for (const auto& [level, tier] : levels) {
    for (const char* spelling : {"english", "american", "british"}) {
      read_words(scowl + "/" + spelling + "-words" + level, tier, tiers);
      read_words(scowl + "/" + spelling + "-upper" + level, 6, tiers);
      read_words(scowl + "/" + spelling + "-proper-names" + level, 6, tiers);
    }
  }
  if (tiers.size() < 50000) give_up("the SCOWL word lists are missing: install Debian's `scowl`");
  read_listing_words(listing_words, tiers);
  std::map<unsigned, unsigned> by_hash;
  for (const auto& [word, tier] : tiers) {
    const unsigned hash = markhound::index::tables::word_hash(word.data(), word.size());
    const auto [place, is_new] = by_hash.emplace(hash, tier);
    if (!is_new) place->second = std::min(place->second, tier);
  }
  std::vector<unsigned> numbers;
  for (const auto& [hash, tier] : by_hash) numbers.push_back(hash | tier);
  print_numbers("words", numbers, "std::uint32_t");
  std::printf("const std::size_t word_count = %zu;\n", numbers.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) give_up("usage: make_tables FOLDER_OF_SCOWL LISTING_WORDS");
  std::printf("#include \"index/tables.h\"\nnamespace markhound::index::tables {\n");
  print_simplified();
  print_pinyin();
  print_look_alikes();
  print_words(argv[1], argv[2]);
  std::printf("}  // namespace markhound::index::tables\n");
  return 0;
}
