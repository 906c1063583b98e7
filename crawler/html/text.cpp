#include "crawler/html/text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>

namespace markhound::crawler::html {
namespace {

/// Bytes of the blank that `text` begins with, 0 where it begins with none.
std::size_t blank_at(std::string_view text) {
  if (text.empty()) return 0;
  if (is_space(text[0]) || text[0] == '\v') return 1;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(0, 3);
  // U+2000 to U+200F (spaces and zero-width marks), U+202F, U+3000, U+FEFF
  if (three.size() == 3 && three.substr(0, 2) == "\xE2\x80" && static_cast<unsigned char>(three[2]) <= 0x8F) return 3;
  if (three == "\xE2\x80\xAF" || three == "\xE3\x80\x80" || three == "\xEF\xBB\xBF") return 3;
  return 0;
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 9> names{{{"amp", '&'},
                                                                           {"lt", '<'},
                                                                           {"gt", '>'},
                                                                           {"quot", '"'},
                                                                           {"apos", '\''},
                                                                           {"nbsp", 0xA0},
                                                                           {"euro", 0x20AC},
                                                                           {"pound", 0xA3},
                                                                           {"yen", 0xA5}}};

/// The code point of a reference without & and ;, 0 where it is none.
std::uint32_t reference(std::string_view name) {
  if (name.size() > 1 && name[0] == '#') {
    const bool hex = lower(name[1]) == 'x';
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), end, code, hex ? 16 : 10);
    return error == std::errc{} && stop == end ? code : 0;
  }
  for (const auto& [known, code] : names)
    if (known == name) return code;
  return 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (const std::size_t n = blank_at(text)) text.remove_prefix(n);
  while (!text.empty()) {
    if (blank_at(text.substr(text.size() - 1)))
      text.remove_suffix(1);
    else if (text.size() >= 2 && blank_at(text.substr(text.size() - 2)) == 2)
      text.remove_suffix(2);
    else if (text.size() >= 3 && blank_at(text.substr(text.size() - 3)) == 3)
      text.remove_suffix(3);
    else
      break;
  }
  return text;
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  while (!text.empty()) {
    if (const std::size_t n = blank_at(text)) {
      pending = true;
      text.remove_prefix(n);
      continue;
    }
    if (pending && !out.empty()) out += ' ';
    pending = false;
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr,
                            status);
  return U_SUCCESS(status) ? out : lowered(text);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

std::vector<std::string_view> words_of(std::string_view value) {
  constexpr std::size_t most = 64;
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (words.size() < most) {
    while (at < value.size() && is_space(value[at])) ++at;
    if (at == value.size()) break;
    std::size_t end = at;
    while (end < value.size() && !is_space(value[end])) ++end;
    words.push_back(value.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string_view clipped(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string unescaped(std::string_view text) {
  constexpr std::size_t longest = 10;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&') {
      const std::string_view ahead = text.substr(i + 1, longest);
      const std::size_t end = ahead.find(';');
      if (const std::uint32_t code = end == ahead.npos ? 0 : reference(ahead.substr(0, end))) {
        append_utf8(out, code);
        i += end + 1;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace markhound::crawler::html
