#include "index/fold.h"

#include <algorithm>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "index/tables.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

char32_t look_of(char32_t point) {
  const auto* const end = tables::look_alikes + tables::look_alike_count;
  const auto* const found = std::lower_bound(
      tables::look_alikes, end, point, [](const tables::LookAlike& entry, char32_t p) { return entry.point < p; });
  return found != end && found->point == point ? static_cast<char32_t>(found->ascii) : 0;
}

/// Letters that Unicode does not take apart though readers do.
char32_t without_stroke(char32_t c) {
  switch (c) {
    case U'ø': return 'o';
    case U'ł': return 'l';
    case U'đ': return 'd';
    case U'ħ': return 'h';
    case U'ŧ': return 't';
    case U'ı': return 'i';
    case U'ð': return 'd';
    case U'þ': return 't';
    case U'ŀ': return 'l';
    case U'ŋ': return 'n';
    default: return c;
  }
}

/// Letters that people use for style and that stand for one plain letter: those that ICU's folding misses.
bool is_styled(char32_t c) {
  return (c >= 0x249C && c <= 0x24E9) || (c >= 0x1F110 && c <= 0x1F189) || (c >= 0x1F1E6 && c <= 0x1F1FF) ||
         (c >= 0xE0041 && c <= 0xE007A) || (c >= 0x1D00 && c <= 0x1D22) || (c >= 0x0250 && c <= 0x02AF) ||
         c == 0xA730 || c == 0xA731 || c == 0xA7AF;
}

std::u32string fold_with_icu(char32_t point) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return {point};
  icu::UnicodeString text = casefold->normalize(icu::UnicodeString(static_cast<UChar32>(point)), status);
  const bool hangul = u_hasBinaryProperty(text.char32At(0), UCHAR_IDEOGRAPHIC) || text[0] >= 0xAC00;
  if (!hangul) text = decompose->normalize(text, status);
  std::u32string letters;
  for (int i = 0; U_SUCCESS(status) && i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isalnum(c)) letters += static_cast<char32_t>(c);
  }
  return letters;
}

std::u32string fold_slowly(char32_t point) {
  if (is_styled(point)) {
    if (const char32_t look = look_of(point)) return {look};
  }
  std::u32string letters = fold_with_icu(point);
  for (const auto& [ligature, apart] : {std::pair{U'æ', U"ae"}, std::pair{U'œ', U"oe"}}) {
    if (letters == std::u32string(1, ligature)) letters = apart;
  }
  for (char32_t& c : letters) {
    if (c >= tables::first_han && c <= tables::last_han) c = tables::simplified[c - tables::first_han];
    const UChar32 value = u_digit(static_cast<UChar32>(c), 10);
    c = value >= 0 ? static_cast<char32_t>('0' + value) : without_stroke(c);
  }
  return letters;
}

/// What one code point is to the cutter of words.
enum class Role { letter, invisible, apostrophe, leet, mask, space, sign };

Role slow_role_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  switch (c) {
    case U'’':
    case U'ʼ':
    case U'‘':
    case U'＇':
    case U'´':
    case U'′': return Role::apostrophe;
    case U'＠':
    case U'＄':
    case U'€':
    case U'£':
    case U'¥':
    case U'¢':
    case U'¡':
    case U'！':
    case U'｜': return Role::leet;
    case U'＊':
    case U'～':
    case U'〜':
    case U'×':
    case U'●':
    case U'○':
    case U'•':
    case U'✱':
    case U'＃':
    case U'✶':
    case U'〇':
    case U'■':
    case U'□':
    case U'◯': return Role::mask;
    default: break;
  }
  if (c == 0xFFFD) return Role::sign;
  if (is_styled(c)) return Role::letter;
  if (u_isUWhiteSpace(point)) return Role::space;
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return Role::invisible;
  const auto category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_COMBINING_SPACING_MARK) {
    return Role::invisible;
  }
  return u_isalnum(point) || category == U_OTHER_NUMBER || look_of(c) != 0 ? Role::letter : Role::sign;
}

struct Known {
  Role role = Role::sign;
  std::u32string plain;
  char32_t look = 0;
};

const Known& known(char32_t point) {
  thread_local std::unordered_map<char32_t, Known> cache;
  constexpr std::size_t bound = 1u << 16;  // a text may hold any of a million code points
  if (cache.size() > bound) cache.clear();
  const auto [place, is_new] = cache.try_emplace(point);
  if (is_new) {
    place->second.role = slow_role_of(point);
    if (place->second.role == Role::letter) {
      place->second.plain = fold_slowly(point);
      place->second.look = look_of(point);
      if (place->second.plain.empty()) place->second.role = Role::sign;
    }
  }
  return place->second;
}

Role ascii_role(char32_t c) {
  if (is_ascii_letter(c) || is_digit(c)) return Role::letter;
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\v':
    case '\f': return Role::space;
    case '\'':
    case '`': return Role::apostrophe;
    case '@':
    case '$':
    case '!':
    case '|': return Role::leet;
    case '*':
    case '~':
    case '#': return Role::mask;
    default: return Role::sign;
  }
}

Role role_of(char32_t c) { return c < 0x80 ? ascii_role(c) : known(c).role; }

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
    const Known& letter = known(point.value);
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

std::u32string fold_letter(char32_t point) {
  if (point < 0x80)
    return is_ascii_letter(point) ? std::u32string{point | 0x20} : is_digit(point) ? std::u32string{point} : U"";
  return known(point).plain;
}

bool is_unspaced(char32_t c) {
  if (c < 0x0E00) return false;
  if (c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF)) return true;
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

FoldedText fold(std::string_view text) { return Cutter(text).cut(); }

}  // namespace markhound::index
