#include "tests/bench/disguises.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "index/utf8.h"

namespace markhound::bench {
namespace {

using index::append_utf8;
using index::to_utf32;
using index::to_utf8;
using Random = std::mt19937;

bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_latin(char32_t c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_vowel(char32_t c) { return std::u32string_view(U"aeiouAEIOU").find(c) != std::u32string_view::npos; }

std::string lower(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

std::string upper(std::string name) {
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

/// Places of ASCII letters but the first, where a change is least plain to see.
std::vector<std::size_t> inner_letters(const std::u32string& name) {
  std::vector<std::size_t> places;
  for (std::size_t i = 1; i < name.size(); ++i) {
    if (is_latin(name[i])) places.push_back(i);
  }
  return places;
}

template <class Test>
std::vector<std::size_t> places_of(const std::u32string& name, Test test) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (test(name[i])) places.push_back(i);
  }
  return places;
}

std::string mapped(const std::string& name, char32_t upper_a, char32_t lower_a) {
  std::u32string letters = to_utf32(name);
  bool any = false;
  for (char32_t& c : letters) {
    if (!is_latin(c)) continue;
    c = is_lower(c) ? lower_a + (c - 'a') : upper_a + (c - 'A');
    any = true;
  }
  return any ? to_utf8(letters) : "";
}

std::string replaced(const std::string& name, const std::map<char32_t, std::u32string>& table, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = places_of(letters, [&](char32_t c) { return table.contains(c); });
  if (places.empty()) return "";
  const std::size_t place = places[random() % places.size()];
  const std::u32string& choices = table.at(letters[place]);
  letters[place] = choices[random() % choices.size()];
  return to_utf8(letters);
}

std::string between(const std::string& name, std::u32string_view sign, bool everywhere, Random& random) {
  const std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.size() < 2) return "";
  const std::size_t chosen = places[random() % places.size()];
  std::u32string made;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool inside = i > 0 && letters[i] != ' ' && letters[i - 1] != ' ';
    if (inside && (everywhere || i == chosen)) made += sign;
    made += letters[i];
  }
  return made == letters ? "" : to_utf8(made);
}

char32_t random_letter(Random& random) { return static_cast<char32_t>('a' + random() % 26); }

std::string inserted(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.size() < 3) return "";
  letters.insert(places[random() % places.size()], 1, random_letter(random));
  return to_utf8(letters);
}

std::string omitted(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.size() < 3) return "";
  letters.erase(places[random() % places.size()], 1);
  return to_utf8(letters);
}

std::string transposed(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  std::vector<std::size_t> places;
  for (std::size_t i : inner_letters(letters)) {
    if (is_latin(letters[i - 1]) && (letters[i] | 0x20) != (letters[i - 1] | 0x20) && i > 1) places.push_back(i);
  }
  if (places.size() < 2) return "";
  const std::size_t i = places[random() % places.size()];
  std::swap(letters[i], letters[i - 1]);
  return to_utf8(letters);
}

std::string repeated(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.empty()) return "";
  const std::size_t i = places[random() % places.size()];
  letters.insert(i, 1 + random() % 2, letters[i]);
  return to_utf8(letters);
}

std::string substituted(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.size() < 3) return "";
  char32_t& c = letters[places[random() % places.size()]];
  const char32_t old = c | 0x20;
  do c = random_letter(random);
  while (c == old);
  return to_utf8(letters);
}

std::string vowel_swapped(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = places_of(letters, is_vowel);
  if (places.empty() || letters.size() < 4) return "";
  char32_t& c = letters[places[random() % places.size()]];
  const char32_t old = c | 0x20;
  do c = U"aeiou"[random() % 5];
  while (c == old);
  return to_utf8(letters);
}

std::string two_edits(const std::string& name, Random& random) {
  static constexpr std::array edits = {inserted, omitted, transposed, substituted};
  const std::string once = edits[random() % edits.size()](name, random);
  return once.empty() ? "" : edits[random() % edits.size()](once, random);
}

std::string respelled(const std::string& name, Random& random) {
  static const std::vector<std::pair<std::string, std::string>> rules = {
      {"ph", "f"}, {"ck", "k"}, {"qu", "kw"}, {"x", "ks"}, {"c", "k"},  {"k", "c"},  {"f", "ph"}, {"s", "z"},
      {"z", "s"},  {"y", "i"},  {"i", "y"},   {"ee", "i"}, {"oo", "u"}, {"ou", "u"}, {"v", "w"},  {"ai", "ay"}};
  const std::string small = lower(name);
  std::vector<std::string> made;
  for (const auto& [from, to] : rules) {
    const auto at = small.find(from);
    // A c before e, i, y sounds as s: writing k there would change the sound.
    if (at == std::string::npos) continue;
    const char next = at + 1 < small.size() ? small[at + 1] : ' ';
    if (from == "c" && std::string_view("eiyhk").find(next) != std::string_view::npos) continue;
    if (from == "k" && std::string_view("eiyhn").find(next) != std::string_view::npos) continue;
    if ((from == "s" || from == "z") && next == 'h') continue;
    made.push_back(std::string(small).replace(at, from.size(), to));
  }
  return made.empty() ? "" : made[random() % made.size()];
}

std::string joined(const std::string& name, Random&) {
  std::string made = name;
  std::erase(made, ' ');
  return made == name ? "" : made;
}

std::string split(const std::string& name, Random& random) {
  const std::u32string letters = to_utf32(name);
  if (letters.size() < 6 || name.find(' ') != std::string::npos) return "";
  const std::size_t at = 2 + random() % (letters.size() - 4);
  return to_utf8(letters.substr(0, at)) + " " + to_utf8(letters.substr(at));
}

std::string compounded(const std::string& name, bool before, Random& random) {
  static constexpr std::array suffixes = {"shoes", "watch", "store", "official", "bags", "jacket", "shop", "outlet"};
  static constexpr std::array prefixes = {"new", "cheap", "official", "best", "shop", "my", "replica", "top"};
  std::string made = lower(name);
  std::erase(made, ' ');
  if (made.size() < 4 || !std::all_of(made.begin(), made.end(), [](unsigned char c) { return std::isalpha(c); }))
    return "";
  return before ? prefixes[random() % prefixes.size()] + made : made + suffixes[random() % suffixes.size()];
}

std::string in_cyrillic(const std::string& name, Random&) {
  static const std::map<char, const char*> table = {{'a', "а"}, {'b', "б"}, {'d', "д"}, {'e', "е"}, {'f', "ф"},
                                                    {'g', "г"}, {'i', "и"}, {'k', "к"}, {'l', "л"}, {'m', "м"},
                                                    {'n', "н"}, {'o', "о"}, {'p', "п"}, {'r', "р"}, {'s', "с"},
                                                    {'t', "т"}, {'u', "у"}, {'v', "в"}, {'z', "з"}};
  std::string made;
  for (char c : lower(name)) {
    if (!table.contains(c)) return "";
    made += table.at(c);
  }
  return made.size() < 8 ? "" : made;
}

std::string reordered(const std::string& name, Random&) {
  const auto space = name.find(' ');
  if (space == std::string::npos || name.find(' ', space + 1) != std::string::npos) return "";
  return name.substr(space + 1) + " " + name.substr(0, space);
}

const std::map<char32_t, std::u32string> accents = {{'a', U"áàâäã"}, {'e', U"éèêë"}, {'i', U"íìîï"}, {'o', U"óòôöø"},
                                                    {'u', U"úùûü"},  {'n', U"ñ"},    {'c', U"ç"},    {'s', U"š"}};
const std::map<char32_t, std::u32string> look_alikes = {
    {'a', U"аɑ"}, {'c', U"сϲ"}, {'e', U"е"},  {'o', U"оο"}, {'p', U"рρ"}, {'x', U"х"},  {'y', U"у"}, {'i', U"іı"},
    {'s', U"ѕ"},  {'A', U"АΑ"}, {'B', U"ВΒ"}, {'E', U"ЕΕ"}, {'H', U"НΗ"}, {'K', U"КΚ"}, {'M', U"М"}, {'O', U"ОΟ"},
    {'P', U"РΡ"}, {'T', U"ТΤ"}, {'j', U"ј"},  {'d', U"ԁ"},  {'h', U"һ"},  {'n', U"ո"},  {'v', U"ν"}};
const std::map<char32_t, std::u32string> leet = {{'a', U"4@"}, {'e', U"3"}, {'i', U"1!"}, {'o', U"0"},
                                                 {'s', U"5$"}, {'l', U"1"}, {'t', U"7"},  {'b', U"8"},
                                                 {'O', U"0"},  {'I', U"1"}, {'A', U"4"},  {'E', U"3"}};
std::string masked(const std::string& name, Random& random) {
  std::u32string letters = to_utf32(name);
  const auto places = inner_letters(letters);
  if (places.size() < 3) return "";
  letters[places[random() % (places.size() - 1)]] = '*';
  return to_utf8(letters);
}

std::string small_capitals(const std::string& name, Random&) {
  static const std::u32string capitals = U"ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";
  std::u32string letters = to_utf32(lower(name));
  for (char32_t& c : letters) {
    if (is_lower(c)) c = capitals[c - 'a'];
  }
  return to_utf8(letters);
}

constexpr std::array<Disguise, 30> kinds = {{
    {"as registered", [](const std::string& n, Random&) { return n; }, true},
    {"upper case", [](const std::string& n, Random&) { return upper(n); }, true},
    {"lower case", [](const std::string& n, Random&) { return lower(n); }, true},
    {"accents", [](const std::string& n, Random& r) { return replaced(n, accents, r); }, true},
    {"full width", [](const std::string& n, Random&) { return mapped(n, 0xFF21, 0xFF41); }, true},
    {"mathematical", [](const std::string& n, Random&) { return mapped(n, 0x1D5D4, 0x1D5EE); }, true},
    {"enclosed", [](const std::string& n, Random&) { return mapped(n, 0x24B6, 0x24D0); }, true},
    {"squared", [](const std::string& n, Random&) { return mapped(upper(n), 0x1F130, 0x1F130); }, true},
    {"small capitals", small_capitals, true},
    {"look-alike letter", [](const std::string& n, Random& r) { return replaced(n, look_alikes, r); }, true},
    {"leet", [](const std::string& n, Random& r) { return replaced(n, leet, r); }, true},
    {"spaced out", [](const std::string& n, Random& r) { return between(n, U" ", true, r); }, true},
    {"dots", [](const std::string& n, Random& r) { return between(n, U".", true, r); }, true},
    {"hyphen", [](const std::string& n, Random& r) { return between(n, U"-", false, r); }, true},
    {"zero width", [](const std::string& n, Random& r) { return between(n, U"\u200B", false, r); }, true},
    {"emoji", [](const std::string& n, Random& r) { return between(n, U"🔥", false, r); }, true},
    {"joined words", joined, true},
    {"mask", masked, true},
    {"repetition", repeated, false},
    {"insertion", inserted, false},
    {"omission", omitted, false},
    {"transposition", transposed, false},
    {"replacement", substituted, false},
    {"vowel swap", vowel_swapped, false},
    {"two edits", two_edits, false},
    {"phonetic", respelled, false},
    {"split", split, false},
    {"compound", [](const std::string& n, Random& r) { return compounded(n, r() % 2 == 0, r); }, false},
    {"Cyrillic", in_cyrillic, false},
    {"word order", reordered, false},
}};

}  // namespace

std::span<const Disguise> disguises() { return kinds; }

}  // namespace markhound::bench
