#include "index/phonetic.h"

#include <algorithm>
#include <array>

namespace markhound::index {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// Spellings of several letters, tried in this order, and how they sound. `start`: only at the word's beginning.
struct Spelling {
  std::string_view letters;
  std::string_view sound;
  bool start = false;
};

constexpr std::array<Spelling, 36> spellings = {{
    {"kn", "n", true}, {"gn", "n", true}, {"pn", "n", true}, {"wr", "r", true}, {"ps", "s", true}, {"x", "s", true},
    {"sch", "X"},      {"tsch", "X"},     {"tch", "X"},      {"sh", "X"},       {"ch", "X"},       {"cz", "X"},
    {"tion", "Xan"},   {"sion", "Xan"},   {"ph", "f"},       {"gh", "k"},       {"ck", "k"},       {"cc", "k"},
    {"qu", "k"},       {"kh", "k"},       {"th", "t"},       {"dh", "t"},       {"bh", "b"},       {"rh", "r"},
    {"wh", "w"},       {"zh", "s"},       {"tz", "s"},       {"ts", "s"},       {"ce", "sa"},      {"ci", "sa"},
    {"cy", "sa"},      {"dge", "j"},      {"ge", "ja"},      {"gi", "ja"},      {"mb", "m"},       {"x", "ks"},
}};

std::string_view sound_of(char c) {
  switch (c) {
    case 'c':
    case 'q':
    case 'k': return "k";
    case 'z':
    case 's': return "s";
    case 'v':
    case 'w': return "v";
    case 'd': return "t";
    case 'h': return "";
    default: break;
  }
  if (is_vowel(c)) return "a";
  static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  return c >= 'a' && c <= 'z' ? letters.substr(static_cast<std::size_t>(c - 'a'), 1) : std::string_view{};
}

const Spelling* spelling_at(std::string_view word, std::size_t at) {
  for (const Spelling& spelling : spellings) {
    if (spelling.start && at != 0) continue;
    if (word.substr(at).starts_with(spelling.letters)) return &spelling;
  }
  return nullptr;
}

void append_once(std::string_view sound, std::string& key) {
  for (char c : sound) {
    if (key.empty() || key.back() != c) key += c;
  }
}

}  // namespace

std::string phonetic_key(std::string_view latin) {
  std::string key;
  for (std::size_t at = 0; at < latin.size();) {
    const Spelling* spelling = spelling_at(latin, at);
    append_once(spelling ? spelling->sound : sound_of(latin[at]), key);
    at += spelling ? spelling->letters.size() : 1;
  }
  if (key.size() > 3 && key.back() == 'a' && latin.back() == 'e') key.pop_back();  // the silent e: "nike", "nik"
  const auto consonants = std::count_if(key.begin(), key.end(), [](char c) { return c != 'a'; });
  return key.size() >= 3 && consonants >= 2 ? key : std::string{};
}

std::string pinyin_key(std::string_view pinyin) {
  constexpr std::array<Spelling, 8> folds = {
      {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"q", "c"}, {"x", "s"}, {"j", "z"}, {"ang", "an"}, {"ing", "in"}}};
  std::string key;
  for (std::size_t at = 0; at < pinyin.size();) {
    const auto fold = std::find_if(folds.begin(), folds.end(),
                                   [&](const Spelling& f) { return pinyin.substr(at).starts_with(f.letters); });
    if (fold == folds.end()) {
      key += pinyin[at++];
    } else {
      key += fold->sound;
      at += fold->letters.size();
    }
  }
  return key.size() >= 4 ? "=" + key : std::string{};  // apart from the keys of Latin words
}

}  // namespace markhound::index
