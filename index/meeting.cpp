#include "index/meeting.h"

#include <algorithm>
#include <array>

#include "index/skeleton.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t least_for_one_edit = 4;
constexpr std::size_t least_for_two_edits = 7;
constexpr std::size_t longest_for_two_edits = 14;
constexpr std::size_t longest_for_edits = 24;
constexpr int most_words_for_edits = 3;
constexpr std::size_t least_masked_prefix = 2;

/// A window may have lost a letter that the form has.
bool has_edit_keys(const std::u32string& bones, bool is_form) {
  const bool unspaced = !bones.empty() && is_unspaced(bones.front());
  const std::size_t least = unspaced ? 2 : least_for_one_edit - 1;
  return bones.size() >= least + is_form && bones.size() <= longest_for_edits;
}

std::u32string without_masks(std::u32string letters) {
  std::erase(letters, mask_sign);
  return letters;
}

/// Whether `pattern`, its masks each standing for one letter or several, spells `letters`.
bool spells(std::u32string_view pattern, std::u32string_view letters) {
  if (pattern.empty()) return letters.empty();
  if (pattern.front() != mask_sign) {
    return !letters.empty() && pattern.front() == letters.front() && spells(pattern.substr(1), letters.substr(1));
  }
  for (std::size_t skipped = 1; skipped <= std::min<std::size_t>(letters.size(), 8); ++skipped) {
    if (spells(pattern.substr(1), letters.substr(skipped))) return true;
  }
  return false;
}

std::optional<Key> meet_masked(const Question& question, const Form& form) {
  const std::u32string open = without_masks(question.window.letters);
  if (open == form.shape.letters && form.alias) return Key::exact;  // an alias written as it is masked
  if (std::count(question.window.letters.begin(), question.window.letters.end(), mask_sign) > 3) return std::nullopt;
  if (spells(question.window.letters, form.shape.letters) || spells(question.window.looks, form.shape.letters)) {
    return Key::deletion;
  }
  return std::nullopt;
}

bool is_strong_word(const std::u32string& letters, const Form& form) {
  return std::find(form.strong_words.begin(), form.strong_words.end(), letters) != form.strong_words.end();
}

std::string swapped(const std::string& plain) {
  const auto space = plain.find(' ');
  if (space == std::string::npos || plain.find(' ', space + 1) != std::string::npos) return {};
  return plain.substr(space + 1) + ' ' + plain.substr(0, space);
}

/// How many edits are looked for: dozens of keys a window are spent only where a name may be.
int edits_allowed(const std::u32string& bones, int words, bool is_form) {
  if (!has_edit_keys(bones, is_form) || words > most_words_for_edits) return 0;
  const bool two =
      words <= 2 && bones.size() + 2 * !is_form >= least_for_two_edits && bones.size() <= longest_for_two_edits;
  return two ? 2 : 1;
}

std::optional<Key> meet_by_edits(const Question& question, const Form& form) {
  const std::u32string& a = question.shape.bones;
  const std::u32string& b = form.shape.bones;
  const int limit = std::min(edits_allowed(a, question.window.words, false), edits_allowed(b, 1, true));
  if (limit == 0 || is_unspaced(a.front()) != is_unspaced(b.front())) return std::nullopt;
  return edits(a, b, limit) <= limit ? std::optional(Key::deletion) : std::nullopt;
}

/// Two syllables of Chinese read like any short Latin name; three are needed to mean one.
bool may_be_read_as(const Question& question, const Form& form) {
  const std::u32string& a = question.shape.letters;
  const bool chinese = is_unspaced(a.front());
  return !chinese || !form.shape.is_latin || a.size() >= 3;
}

/// Syllables of Chinese sound alike by the dozen: one letter must be the same in its place.
bool may_sound_alike(const Question& question, const Form& form) {
  const std::u32string& a = question.shape.letters;
  const std::u32string& b = form.shape.letters;
  if (question.shape.is_latin) return form.shape.is_latin;
  bool same = !is_unspaced(a.front());
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) same = same || a[i] == b[i];
  return same;
}

/// A term of the index: its kind, then the letters; those that Xapian would refuse as too long are cut and hashed.
std::string term(char kind, std::string_view text) {
  constexpr std::size_t most = 200;
  std::string made(1, kind);
  if (text.size() <= most) return made.append(text);
  std::uint64_t hash = 14695981039346656037u;
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211u;
  return made.append(text.substr(0, most)).append(std::to_string(hash));
}

std::string term(char kind, const std::u32string& letters) { return term(kind, to_utf8(letters)); }

void add_deletions(const std::u32string& bones, std::size_t from, int deletions, std::vector<std::string>& terms) {
  terms.push_back(term('D', bones));
  if (deletions == 0 || bones.size() < 3) return;
  for (std::size_t i = from; i < bones.size(); ++i) {
    std::u32string shorter = bones;
    shorter.erase(i, 1);
    add_deletions(shorter, i, deletions - 1, terms);
  }
}

void add_mask_terms(const std::u32string& letters, std::vector<std::string>& terms) {
  const bool unspaced = !letters.empty() && is_unspaced(letters.front());
  const std::size_t prefix = unspaced ? 1 : least_masked_prefix;
  if (letters.size() > prefix) terms.push_back(term('M', letters.substr(0, prefix)));
}

void tidy(std::vector<std::string>& terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

/// The look-alikes of a window count where it mixes scripts, or is wholly made of letters that look Latin.
const std::u32string& looks_of(const Window& window) {
  const bool any = std::any_of(window.letters.begin(), window.letters.end(), [](char32_t c) { return c < 0x80; });
  const bool all = std::all_of(window.looks.begin(), window.looks.end(), [](char32_t c) { return c < 0x80; });
  return any || all ? window.looks : window.letters;
}

}  // namespace

Question::Question(Window asked) : window(std::move(asked)) {
  // Most windows are asked by their letters alone; the other shapes cost more than the rest of recall together.
  if (window.ordinary || window.cut == Window::Cut::compound || window.cut == Window::Cut::masked) {
    shape.letters = window.letters;
  } else {
    shape = shape_of(window.letters, looks_of(window));
  }
}

std::optional<Key> meet(const Question& question, const Form& form) {
  const Window& window = question.window;
  if (window.cut == Window::Cut::masked) return meet_masked(question, form);
  if (window.letters == form.shape.letters) return Key::exact;
  if (window.cut == Window::Cut::compound) return std::nullopt;
  if (window.words == 1 && is_strong_word(window.letters, form)) return Key::exact;
  if (window.words == 2 && !form.plain.empty() && swapped(window.plain) == form.plain) return Key::exact;
  if (window.ordinary) return std::nullopt;
  if (question.shape.merged == form.shape.merged) return Key::skeleton;
  const bool other_script = !question.shape.is_latin || !form.shape.is_latin;
  if (other_script && !form.shape.latin.empty() && question.shape.latin == form.shape.latin)
    return Key::transliteration;
  if (auto key = meet_by_edits(question, form)) return key;
  if (!form.shape.sound.empty() && question.shape.sound == form.shape.sound && may_sound_alike(question, form)) {
    return Key::phonetic;
  }
  return std::nullopt;
}

int edits(std::u32string_view a, std::u32string_view b, int limit) {
  const auto gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (static_cast<int>(gap) > limit || b.size() > longest_for_edits) return a == b ? 0 : limit + 1;
  std::array<std::array<int, longest_for_edits + 2>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

std::vector<std::string> terms_of(const Form& form, bool two_edits) {
  const Shape& shape = form.shape;
  std::vector<std::string> terms = {term('X', shape.letters), term('S', shape.merged)};
  for (const std::u32string& word : form.strong_words) terms.push_back(term('X', word));
  if (const std::string other_order = swapped(form.plain); !other_order.empty()) {
    std::u32string letters = to_utf32(other_order);
    std::erase(letters, U' ');
    terms.push_back(term('X', letters));
  }
  if (!shape.is_latin && !shape.latin.empty()) terms.push_back(term('T', shape.latin));
  if (!shape.sound.empty()) terms.push_back(term('P', shape.sound));
  add_deletions(shape.bones, 0, std::min(edits_allowed(shape.bones, 1, true), two_edits ? 2 : 1), terms);
  add_mask_terms(shape.letters, terms);
  tidy(terms);
  return terms;
}

std::vector<std::string> terms_of(const Question& question, bool two_edits) {
  const Window& window = question.window;
  const Shape& shape = question.shape;
  std::vector<std::string> terms;
  if (window.cut == Window::Cut::masked) {
    for (const std::u32string* letters : {&window.letters, &window.looks}) {
      const std::u32string open = without_masks(*letters);
      terms.push_back(term('X', open));
      terms.push_back(term('D', skeleton(open)));
      if (letters->front() != mask_sign) add_mask_terms(letters->substr(0, letters->find(mask_sign)) + U"*", terms);
    }
    tidy(terms);
    return terms;
  }
  terms.push_back(term('X', shape.letters));
  if (window.ordinary || window.cut == Window::Cut::compound) return terms;
  terms.push_back(term('S', shape.merged));
  if (!shape.latin.empty()) {
    terms.push_back(term('T', shape.latin));
    if (!shape.is_latin) terms.push_back(term('X', shape.latin));
  }
  if (!shape.sound.empty()) terms.push_back(term('P', shape.sound));
  add_deletions(shape.bones, 0, std::min(edits_allowed(shape.bones, window.words, false), two_edits ? 2 : 1), terms);
  tidy(terms);
  return terms;
}

}  // namespace markhound::index
