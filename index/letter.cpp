#include "index/letter.h"

#include <algorithm>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "index/tables.h"

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
  const bool has_accents =
      text.char32At(0) < 0x3040;  // taken apart, kana would lose their voice and Hangul its letters
  if (has_accents) text = decompose->normalize(text, status);
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
  PlainLetter letter;
};

const Known& known(char32_t point) {
  thread_local std::unordered_map<char32_t, Known> cache;
  constexpr std::size_t bound = 1u << 16;  // a text may hold any of a million code points
  if (cache.size() > bound) cache.clear();
  const auto [place, is_new] = cache.try_emplace(point);
  Known& made = place->second;
  if (is_new) {
    made.role = slow_role_of(point);
    if (made.role == Role::letter) made.letter = {fold_slowly(point), look_of(point)};
    if (made.role == Role::letter && made.letter.plain.empty()) made.role = Role::sign;
  }
  return made;
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

}  // namespace

Role role_of(char32_t point) { return point < 0x80 ? ascii_role(point) : known(point).role; }

const PlainLetter& plain_letter(char32_t point) { return known(point).letter; }

}  // namespace markhound::index
