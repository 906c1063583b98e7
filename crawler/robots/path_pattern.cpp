#include "crawler/robots/path_pattern.h"

#include <algorithm>

#include "crawler/address/query.h"

namespace markhound::crawler {

std::string comparable(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte >= 0x7f) {
      escaped += {'%', digits[byte >> 4], digits[byte & 15]};
    } else {
      escaped += c;
    }
  }
  return normalize_escapes(escaped);
}

std::string comparable_path(std::string_view path) {
  std::string out;
  for (const char c : comparable(path)) {
    if (c == '*') {
      out += "%2A";
    } else if (c == '$') {
      out += "%24";
    } else {
      out += c;
    }
  }
  return out;
}

bool matches(std::string_view pattern, bool anchored, std::string_view path) {
  const auto literals = pattern.size() - static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '*'));
  if (literals > path.size()) return false;
  auto star = pattern.find('*');
  if (!path.starts_with(pattern.substr(0, star))) return false;
  if (star == std::string_view::npos) return !anchored || pattern.size() == path.size();
  std::size_t at = star;
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos && anchored) return path.size() - at >= piece.size() && path.ends_with(piece);
    const auto found = path.find(piece, at);
    if (found == std::string_view::npos) return false;
    if (star == std::string_view::npos) return true;
    at = found + piece.size();
  }
}

}  // namespace markhound::crawler
