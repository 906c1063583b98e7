#include "crawler/robots/robots_text.h"

#include <algorithm>

namespace markhound::crawler {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks(" \t\f\v\0", 5);
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3f)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | (code >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xf0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

bool is_high_surrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

std::string utf16_as_utf8(std::string_view text, bool big_endian) {
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second = static_cast<unsigned char>(text[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    char32_t code = unit(i);
    if (is_high_surrogate(code) && i + 3 < text.size() && is_low_surrogate(unit(i + 2))) {
      code = 0x10000 + ((code - 0xd800) << 10) + (unit(i + 2) - 0xdc00);
      i += 2;
    } else if (is_high_surrogate(code) || is_low_surrogate(code)) {
      code = 0xfffd;
    }
    append_utf8(out, code);
  }
  return out;
}

/// Key and value of a line without a colon: "Disallow /private".
std::size_t blank_separator(std::string_view line) {
  const auto blank = line.find_first_of(" \t");
  if (blank == std::string_view::npos) return blank;
  return trim(line.substr(blank)).find_first_of(" \t") == std::string_view::npos ? blank : std::string_view::npos;
}

}  // namespace

std::string robots_as_utf8(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) return std::string(text.substr(3));
  if (text.starts_with("\xff\xfe")) return utf16_as_utf8(text.substr(2), false);
  if (text.starts_with("\xfe\xff")) return utf16_as_utf8(text.substr(2), true);
  return std::string(text);
}

void for_each_record(std::string_view text,
                     const std::function<void(std::string_view name, std::string_view value)>& record) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = trim(line.substr(0, line.find('#')));
    auto separator = line.find(':');
    if (separator == std::string_view::npos) separator = blank_separator(line);
    if (separator == std::string_view::npos) continue;
    record(trim(line.substr(0, separator)), trim(line.substr(separator + 1)));
  }
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace markhound::crawler
