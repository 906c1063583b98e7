#include "index/fold.h"

#include <algorithm>

#include "index/letter.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// Cuts a text into words, a code point at a time, with one look ahead.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  FoldedText cut() {
    for (std::size_t at = 0; at < text_.size();) {
      const CodePoint point = code_point_at(text_, at);
      take(point);
      at = point.end;
    }
    end_word();
    return std::move(folded_);
  }

 private:
  void take(const CodePoint& point) {
    switch (role_of(point.value)) {
      case Role::letter: return take_letter(point);
      case Role::invisible: return extend(point);
      case Role::apostrophe: return take_apostrophe(point);
      case Role::leet: return take_leet(point);
      case Role::mask: return take_mask(point);
      case Role::space: return separate(Gap::space);
      case Role::sign: return separate(Gap::sign);
    }
  }

  void take_letter(const CodePoint& point) {
    if (point.value < 0x80) {
      const char32_t lower = is_digit(point.value) ? point.value : (point.value | 0x20);
      return add(lower, lower, point);
    }
    const PlainLetter& letter = plain_letter(point.value);
    for (char32_t plain : letter.plain) {
      const char32_t look = letter.look != 0 && letter.plain.size() == 1 ? letter.look : plain;
      add(plain, look, point);
    }
  }

  void add(char32_t plain, char32_t look, const CodePoint& point) {
    const bool unspaced = is_unspaced(plain);
    if (in_word_ && unspaced != word_.unspaced) {
      end_word();
      gap_ = Gap::none;
    }
    if (!in_word_) begin_word(unspaced);
    folded_.letters.push_back(
        {plain, look, static_cast<std::uint32_t>(point.begin), static_cast<std::uint32_t>(point.end)});
    word_.end = static_cast<std::uint32_t>(point.end);
  }

  void begin_word(bool unspaced) {
    word_ = {};
    word_.first = static_cast<std::uint32_t>(folded_.letters.size());
    word_.gap = gap_;
    word_.unspaced = unspaced;
    in_word_ = true;
    gap_ = Gap::none;
  }

  void end_word() {
    if (!in_word_) return;
    word_.last = static_cast<std::uint32_t>(folded_.letters.size());
    word_.possessive = apostrophe_at_ + 1 == word_.last && folded_.letters.back().plain == 's';
    folded_.words.push_back(word_);
    in_word_ = false;
    apostrophe_at_ = 0;
  }

  void separate(Gap gap) {
    end_word();
    gap_ = std::max(gap_, gap);
  }

  /// Belongs to the letter before it, and so to that letter's bytes.
  void extend(const CodePoint& point) {
    if (!in_word_) return;
    folded_.letters.back().end = static_cast<std::uint32_t>(point.end);
    word_.end = static_cast<std::uint32_t>(point.end);
  }

  void take_apostrophe(const CodePoint& point) {
    if (!in_word_ || next_role(point) != Role::letter) return separate(Gap::sign);
    apostrophe_at_ = static_cast<std::uint32_t>(folded_.letters.size());
  }

  /// "Ch@nel", "$amsung", "Gucc!": a letter where a letter stands on one side and no number begins on the other.
  void take_leet(const CodePoint& point) {
    const char32_t next = next_point(point);
    const bool letter_follows = role_of(next) == Role::letter && !is_digit(next);
    const bool letter_before = in_word_ && !is_digit(folded_.letters.back().plain) && !word_.unspaced;
    const bool mild =
        point.value == '!' || point.value == '|' || point.value == U'¡' || point.value == U'！' || point.value == U'｜';
    const bool counts =
        mild ? letter_before && letter_follows : letter_before || (letter_follows && point.value != '@');
    if (!counts || (letter_before && !letter_follows && role_of(next) == Role::letter)) return separate(Gap::sign);
    add(plain_sign(point.value), plain_sign(point.value), point);
  }

  static char32_t plain_sign(char32_t c) {
    switch (c) {
      case U'＠': return '@';
      case U'＄': return '$';
      case U'！':
      case U'¡': return '!';
      case U'｜': return '|';
      default: return c;
    }
  }

  void take_mask(const CodePoint& point) {
    const bool letter_before = in_word_ && !is_digit(folded_.letters.back().plain);
    if (!letter_before) {
      const bool goes_on = !folded_.words.empty() && folded_.words.back().masked_after && gap_ == Gap::mask;
      if (goes_on) folded_.words.back().end = static_cast<std::uint32_t>(point.end);
      if (!goes_on) separate(Gap::sign);
      return;
    }
    end_word();
    folded_.words.back().masked_after = true;
    folded_.words.back().end = static_cast<std::uint32_t>(point.end);
    gap_ = Gap::mask;
  }

  char32_t next_point(const CodePoint& point) const {
    return point.end < text_.size() ? code_point_at(text_, point.end).value : U' ';
  }
  Role next_role(const CodePoint& point) const { return role_of(next_point(point)); }

  std::string_view text_;
  FoldedText folded_;
  FoldedWord word_;
  bool in_word_ = false;
  Gap gap_ = Gap::space;
  std::uint32_t apostrophe_at_ = 0;
};

}  // namespace

bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  if (c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF)) return true;
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

FoldedText fold(std::string_view text) { return Cutter(text).cut(); }

}  // namespace markhound::index
