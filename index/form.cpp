#include "index/form.h"

#include <algorithm>
#include <cmath>

#include "index/fold.h"
#include "index/ordinary_words.h"
#include "index/phonetic.h"
#include "index/segments.h"
#include "index/skeleton.h"
#include "index/transliteration.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t least_strong_word = 5;

/// A run of words of one name, folded.
struct Piece {
  std::string plain;
  std::u32string letters;
};

Piece piece_of(const FoldedText& folded, std::size_t first, std::size_t last) {
  Piece piece;
  for (std::size_t i = first; i < last; ++i) {
    const FoldedWord& word = folded.words[i];
    std::u32string letters;
    for (std::size_t k = word.first; k < word.last; ++k) letters += folded.letters[k].plain;
    if (!piece.plain.empty() && word.gap != Gap::none) piece.plain += ' ';
    piece.plain += to_utf8(letters);
    piece.letters += letters;
  }
  return piece;
}

std::vector<std::string> words_of(const std::string& plain) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', begin), plain.size());
    if (end > begin) words.push_back(plain.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

double rarity(const std::string& word) {
  switch (commonness(word)) {
    case Commonness::listing: return 0.05;
    case Commonness::everyday: return 0.25;
    case Commonness::common: return 0.35;
    case Commonness::known: return 0.5;
    case Commonness::seldom: return 0.65;
    case Commonness::rare: return 0.75;
    case Commonness::name: return 0.8;
    case Commonness::unknown: break;
  }
  const std::u32string letters = to_utf32(word);
  const bool unspaced = !letters.empty() && is_unspaced(letters.front());
  const auto digits = std::count_if(letters.begin(), letters.end(), [](char32_t c) { return c >= '0' && c <= '9'; });
  if (static_cast<std::size_t>(digits) == letters.size()) return letters.size() > 3 ? 0.3 : 0.05;
  const std::size_t length = letters.size() * (unspaced ? 2 : 1);
  constexpr double by_length[] = {0, 0.05, 0.3, 0.6, 0.85};
  return length < 5 ? by_length[length] : 1.0;
}

void add_form(const std::string& name, bool alias, Piece piece, std::vector<Form>& forms) {
  if (piece.letters.empty()) return;
  const auto same = [&](const Form& form) { return form.plain == piece.plain; };
  if (std::any_of(forms.begin(), forms.end(), same)) return;
  Form form;
  form.name = name;
  form.plain = std::move(piece.plain);
  form.alias = alias;
  form.distinctiveness = distinctiveness(form.plain);
  forms.push_back(std::move(form));
}

/// Runs of words of one script, where a name is written in two: "COSME DECORTE 黛珂", "Nike耐克".
void add_scripts(const std::string& name, const FoldedText& folded, std::vector<Form>& forms) {
  for (std::size_t first = 0; first < folded.words.size();) {
    std::size_t last = first + 1;
    while (last < folded.words.size() && folded.words[last].unspaced == folded.words[first].unspaced) ++last;
    if (first != 0 || last != folded.words.size()) {
      Piece piece = piece_of(folded, first, last);
      const std::size_t least = folded.words[first].unspaced ? 2 : 3;
      if (piece.letters.size() >= least && distinctiveness(piece.plain) >= 0.5) add_form(name, false, piece, forms);
    }
    first = last;
  }
}

/// The sides of a slash or bar, where each has words enough to stand alone.
void add_sides(const std::string& name, std::vector<Form>& forms) {
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find_first_of("/|;", begin), name.size());
    if (begin != 0 || end != name.size()) {
      const FoldedText folded = fold(std::string_view(name).substr(begin, end - begin));
      Piece piece = piece_of(folded, 0, folded.words.size());
      if (piece.letters.size() >= 3 || (piece.letters.size() == 2 && is_unspaced(piece.letters[0]))) {
        add_form(name, false, std::move(piece), forms);
      }
    }
    begin = end + 1;
  }
}

void derive(Form& form) {
  std::u32string letters;
  const auto words = words_of(form.plain);
  for (const std::string& word : words) {
    const std::u32string of_word = to_utf32(word);
    if (words.size() > 1 && of_word.size() >= least_strong_word && !is_unspaced(of_word[0]) && !is_ordinary(word)) {
      form.strong_words.push_back(of_word);
    }
    letters += of_word;
  }
  if (letters.size() >= 4 && letters.size() <= 6 && is_unspaced(letters.front())) {
    for (const std::u32string& half : {letters.substr(0, 2), letters.substr(letters.size() - 2)}) {
      if (word_ends(half).size() > 1) form.strong_words.push_back(half);
    }
  }
  const std::u32string looks = letters;
  form.shape = shape_of(std::move(letters), looks);
}

void append_text(const std::string& text, std::string& bytes) {
  const auto size = static_cast<std::uint16_t>(std::min<std::size_t>(text.size(), 0xFFFF));
  bytes += static_cast<char>(size & 0xFF);
  bytes += static_cast<char>(size >> 8);
  bytes.append(text, 0, size);
}

std::string_view take_text(std::string_view& bytes) {
  if (bytes.size() < 2) return bytes = {};
  const auto low = static_cast<unsigned char>(bytes[0]);
  const auto high = static_cast<unsigned char>(bytes[1]);
  const std::string_view text = bytes.substr(2, low | (high << 8));
  bytes.remove_prefix(2 + text.size());
  return text;
}

}  // namespace

Shape shape_of(std::u32string letters, const std::u32string& looks) {
  Shape shape;
  shape.is_latin = std::all_of(letters.begin(), letters.end(), [](char32_t c) { return c < 0x80; });
  shape.bones = skeleton(looks);
  shape.merged = with_pairs_merged(shape.bones);
  shape.latin = to_latin(letters);
  const bool unspaced = !letters.empty() && is_unspaced(letters.front());
  shape.sound = unspaced ? pinyin_key(shape.latin) : phonetic_key(shape.latin);
  shape.letters = std::move(letters);
  return shape;
}

double distinctiveness(const std::string& plain) {
  const auto words = words_of(plain);
  double sum = words.size() > 1 ? 0.15 * static_cast<double>(words.size() - 1) : 0;
  for (const std::string& word : words) sum += rarity(word);
  return std::min(sum, 1.0);
}

std::vector<Form> forms_of(const Mark& mark) {
  std::vector<Form> forms;
  const FoldedText folded = fold(mark.name);
  add_form(mark.name, false, piece_of(folded, 0, folded.words.size()), forms);
  add_sides(mark.name, forms);
  add_scripts(mark.name, folded, forms);
  for (const std::string& alias : mark.aliases) {
    const FoldedText words = fold(alias);
    add_form(alias, true, piece_of(words, 0, words.words.size()), forms);
  }
  std::for_each(forms.begin(), forms.end(), derive);
  return forms;
}

std::string pack_forms(const std::string& mark, const std::vector<Form>& forms) {
  std::string bytes;
  append_text(mark, bytes);
  for (const Form& form : forms) {
    bytes += form.alias ? '\1' : '\0';
    bytes += static_cast<char>(std::lround(form.distinctiveness * 255));
    append_text(form.name, bytes);
    append_text(form.plain, bytes);
  }
  return bytes;
}

PackedMark unpack_forms(std::string_view bytes) {
  PackedMark packed;
  packed.mark = take_text(bytes);
  while (bytes.size() > 2) {
    Form form;
    form.alias = bytes[0] != 0;
    form.distinctiveness = static_cast<unsigned char>(bytes[1]) / 255.0;
    bytes.remove_prefix(2);
    form.name = take_text(bytes);
    form.plain = take_text(bytes);
    derive(form);
    packed.forms.push_back(std::move(form));
  }
  return packed;
}

}  // namespace markhound::index
