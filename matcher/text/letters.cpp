#include "matcher/text/letters.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace markhound::matcher {

std::u32string decode(std::string_view text) {
  std::u32string letters;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, point);
    letters += static_cast<char32_t>(point);
  }
  return letters;
}

std::string encode(std::u32string_view letters) {
  std::string text;
  for (char32_t letter : letters) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(letter));
    text.append(bytes, static_cast<std::size_t>(length));
  }
  return text;
}

std::u32string without_spaces(std::string_view text) {
  std::u32string letters = decode(text);
  std::erase(letters, U' ');
  return letters;
}

bool is_letter(char32_t c) { return u_isalnum(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }

bool is_unspaced_letter(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return c == U'ー';
  }
}

std::string script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return {};
  const char* name = uscript_getName(script);
  return name ? name : "";
}

namespace {

struct Cases {
  std::size_t upper = 0;
  std::size_t lower = 0;
};

Cases cases_of(std::u32string_view letters) {
  Cases cases;
  for (char32_t c : letters) {
    cases.upper += is_upper(c);
    cases.lower += u_islower(static_cast<UChar32>(c)) != 0;
  }
  return cases;
}

bool joins(char32_t c) { return is_letter(c) && !is_unspaced_letter(c); }

char32_t point_before(std::string_view text, std::size_t at) {
  const std::size_t begin = at < U8_MAX_LENGTH ? 0 : at - U8_MAX_LENGTH;
  const std::string_view near = text.substr(begin, at - begin);
  auto index = static_cast<std::int32_t>(near.size());
  if (index == 0) return 0;
  UChar32 point = 0;
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(near.data()), 0, index, point);
  return static_cast<char32_t>(point);
}

char32_t point_after(std::string_view text, std::size_t at) {
  const std::u32string next = decode(text.substr(at, U8_MAX_LENGTH));
  return next.empty() ? 0 : next.front();
}

}  // namespace

Whereabouts::Whereabouts(std::string_view text) : text_(text), first_letter_(text.size()) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t at = 0; at < size;) {
    const auto begin = static_cast<std::size_t>(at);
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, point);
    if (!is_letter(static_cast<char32_t>(point))) continue;
    first_letter_ = std::min(first_letter_, begin);
    last_letter_ = begin;
    upper_ += u_isupper(point) != 0;
    lower_ += u_islower(point) != 0;
  }
}

Surroundings Whereabouts::around(Span span) const {
  const std::u32string within = decode(text_.substr(span.begin, span.end - span.begin));
  const Cases cases = cases_of(within);
  const char32_t after = point_after(text_, span.end);
  Surroundings around;
  around.cut_from_word = !within.empty() && ((joins(within.front()) && joins(point_before(text_, span.begin))) ||
                                             (joins(within.back()) && joins(after)));
  around.begins_text = first_letter_ >= span.begin;
  around.is_all = around.begins_text && last_letter_ < span.end;
  around.has_upper = cases.upper > 0;
  around.cased = cases.upper + cases.lower > 0;
  around.text_has_upper = upper_ > cases.upper;
  around.all_upper = cases.upper > 1 && cases.lower == 0 && lower_ > 0;
  around.marked = after == U'®' || after == U'™';
  return around;
}

}  // namespace markhound::matcher
