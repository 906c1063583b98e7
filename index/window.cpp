#include "index/window.h"

#include <algorithm>

#include "index/ordinary_words.h"
#include "index/segments.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

constexpr std::size_t most_words = 6;            // longer names are rare and are met by their parts
constexpr std::size_t most_letters = 64;         // of a window
constexpr std::size_t longest_run_window = 8;    // letters of Han and the like
constexpr std::size_t longest_spelled_out = 24;  // "N O R D F J E L L"
constexpr std::size_t least_compound = 7;
constexpr std::size_t longest_compound = 40;
constexpr std::size_t least_in_compound = 4;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// All windows of one text.
class WindowMaker {
 public:
  explicit WindowMaker(const FoldedText& text) : text_(text) {
    for (const FoldedWord& word : text.words) ordinary_.push_back(means_itself(word));
  }

  std::vector<Window> make() {
    for (std::size_t i = 0; i < text_.words.size(); ++i) {
      add_joined(i);
      add_spelled_out(i);
      add_masked(i);
      const FoldedWord& word = text_.words[i];
      if (word.unspaced) {
        add_run(word);
      } else {
        add_possessive(i);
        if (!ordinary_[i]) add_compounds(word);
      }
    }
    return std::move(windows_);
  }

 private:
  std::size_t size(const FoldedWord& word) const { return word.last - word.first; }

  std::string ascii(std::size_t first, std::size_t last) const {
    std::string letters;
    for (std::size_t i = first; i < last; ++i) append_utf8(text_.letters[i].plain, letters);
    return letters;
  }

  /// A dictionary's word, a number, a size, a model code.
  bool means_itself(const FoldedWord& word) const {
    if (word.unspaced) return false;
    std::size_t digits = 0;
    for (std::size_t i = word.first; i < word.last; ++i) {
      digits += is_digit(text_.letters[i].plain);
      if (text_.letters[i].look != text_.letters[i].plain) return false;
    }
    const std::size_t others = size(word) - digits;
    if (digits > 0) return digits >= 3 || digits >= others || is_digit(text_.letters[word.first].plain);
    return others == 1 || is_ordinary(ascii(word.first, word.last));
  }

  bool has_digit(const FoldedWord& word) const {
    return std::any_of(text_.letters.begin() + word.first, text_.letters.begin() + word.last,
                       [](const Letter& letter) { return is_digit(letter.plain); });
  }

  Window window(std::size_t first, std::size_t last) const {
    Window made;
    made.span = {text_.letters[first].begin, text_.letters[last - 1].end};
    for (std::size_t i = first; i < last; ++i) {
      made.letters += text_.letters[i].plain;
      made.looks += text_.letters[i].look;
    }
    made.plain = to_utf8(made.letters);
    return made;
  }

  /// Words first_word … last_word - 1 in one.
  Window joined(std::size_t first_word, std::size_t last_word) const {
    Window made = window(text_.words[first_word].first, text_.words[last_word - 1].last);
    made.words = static_cast<int>(last_word - first_word);
    made.plain.clear();
    made.ordinary = true;
    bool numbered = false;  // "note5 a5" is a model, not a misspelling
    for (std::size_t i = first_word; i < last_word; ++i) {
      if (i > first_word && text_.words[i].gap != Gap::none) made.plain += ' ';
      made.plain += ascii(text_.words[i].first, text_.words[i].last);
      made.ordinary = made.ordinary && (ordinary_[i] || (text_.words[i].unspaced && last_word - first_word > 1));
      numbered = numbered || (ordinary_[i] && has_digit(text_.words[i]));
    }
    made.ordinary = made.ordinary || (numbered && last_word - first_word > 1);
    return made;
  }

  void add_joined(std::size_t i) {
    if (text_.words[i].unspaced && size(text_.words[i]) > longest_run_window) return;
    for (std::size_t last = i + 1; last <= std::min(i + most_words, text_.words.size()); ++last) {
      if (text_.words[last - 1].last - text_.words[i].first > most_letters) return;
      if (last == i + 1 && text_.words[i].unspaced) continue;  // add_run has it
      windows_.push_back(joined(i, last));
    }
  }

  /// Letters one by one: "N.O.R.D", "N O R D", "香 奈 儿". The first `most_words` are in add_joined already.
  void add_spelled_out(std::size_t i) {
    std::size_t last = i;
    while (last < text_.words.size() && size(text_.words[last]) == 1 && last - i < longest_spelled_out) ++last;
    for (std::size_t end = i + 3; end <= last; ++end) {
      Window made = joined(i, end);
      made.ordinary = end - i < 4;
      windows_.push_back(std::move(made));
    }
  }

  void add_possessive(std::size_t i) {
    const FoldedWord& word = text_.words[i];
    if (!word.possessive || size(word) < 3) return;
    windows_.push_back(window(word.first, word.last - 1));
    windows_.back().ordinary = ordinary_[i] || is_ordinary(ascii(word.first, word.last - 1));
  }

  void add_masked(std::size_t i) {
    if (!text_.words[i].masked_after || (i > 0 && text_.words[i - 1].masked_after && text_.words[i].gap == Gap::mask)) {
      return;
    }
    std::size_t last = i + 1;
    while (last < text_.words.size() && text_.words[last].gap == Gap::mask && last - i < most_words) ++last;
    Window made = joined(i, last);
    made.letters.clear();
    made.looks.clear();
    for (std::size_t w = i; w < last; ++w) {
      const Window part = window(text_.words[w].first, text_.words[w].last);
      made.letters += part.letters;
      made.looks += part.looks;
      if (w + 1 < last || text_.words[w].masked_after) {
        made.letters += mask_sign;
        made.looks += mask_sign;
      }
    }
    const bool footnote = last == i + 1 && ordinary_[i] && made.letters.size() > 3;  // "shoes*"
    if (footnote || made.letters.size() > most_letters) return;
    made.cut = Window::Cut::masked;
    made.ordinary = false;
    made.plain = to_utf8(made.letters);
    made.span.end = text_.words[last - 1].end;
    windows_.push_back(std::move(made));
  }

  void add_run(const FoldedWord& word) {
    std::u32string letters;
    for (std::size_t i = word.first; i < word.last; ++i) letters += text_.letters[i].plain;
    const std::vector<std::size_t> ends = word_ends(letters);
    std::vector<bool> is_end(letters.size() + 1, false);
    is_end[0] = true;
    for (std::size_t end : ends) is_end[end] = true;
    for (std::size_t first = 0; first < letters.size(); ++first) {
      const std::size_t last = std::min(letters.size(), first + longest_run_window);
      for (std::size_t end = first + 1; end <= last; ++end) {
        if (end - first == 1 && letters.size() > 1) continue;
        Window made = window(word.first + first, word.first + end);
        made.cut = Window::Cut::run;
        made.unsettled = !is_end[first] || !is_end[end];
        made.ordinary = end - first == 1 || made.unsettled || all_known(is_end, first, end);
        windows_.push_back(std::move(made));
      }
    }
  }

  /// Whether the dictionary's words fill [first, end) without a letter that stands alone.
  static bool all_known(const std::vector<bool>& is_end, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      if (is_end[i] && is_end[i + 1]) return false;
    }
    return true;
  }

  /// Whether [first, last) of a word is ordinary words or digits, or nothing.
  bool is_rest(std::size_t first, std::size_t last, int words_left = 3) const {
    if (first == last) return true;
    std::size_t digits = first;
    while (digits < last && is_digit(text_.letters[digits].plain)) ++digits;
    if (digits > first) return is_rest(digits, last, words_left);
    if (words_left == 0) return false;
    for (std::size_t end = last; end >= first + 2; --end) {
      const Commonness of_word = commonness(ascii(first, end));
      const bool counts = end - first == 2 ? of_word == Commonness::listing : of_word <= Commonness::seldom;
      if (counts && is_rest(end, last, words_left - 1)) return true;
    }
    return false;
  }

  void add_compounds(const FoldedWord& word) {
    if (size(word) < least_compound || size(word) > longest_compound) return;
    for (std::size_t first = word.first; first + least_in_compound <= word.last; ++first) {
      if (!is_rest(word.first, first)) continue;
      for (std::size_t last = first + least_in_compound; last <= word.last; ++last) {
        if ((first == word.first && last == word.last) || !is_rest(last, word.last)) continue;
        windows_.push_back(window(first, last));
        windows_.back().cut = Window::Cut::compound;
        windows_.back().ordinary = true;
      }
    }
  }

  const FoldedText& text_;
  std::vector<bool> ordinary_;
  std::vector<Window> windows_;
};

}  // namespace

std::vector<Window> windows_of(const FoldedText& text) { return WindowMaker(text).make(); }

}  // namespace markhound::index
