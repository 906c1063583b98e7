#include "crawler/source/file_url.h"

#include <string_view>

namespace markhound::crawler {
namespace {

constexpr std::string_view scheme = "file://";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_plain(char c) {
  const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alphanumeric || std::string_view("/-._~").find(c) != std::string_view::npos;
}

}  // namespace

std::string file_url(const std::string& path) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string url(scheme);
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      url += c;
    } else {
      url += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return url;
}

std::optional<std::string> path_of_file_url(const std::string& url) {
  if (!url.starts_with(scheme)) return std::nullopt;
  std::string_view rest = std::string_view(url).substr(scheme.size());
  rest = rest.substr(0, rest.find_first_of("?#"));
  if (!rest.starts_with('/')) return std::nullopt;
  std::string path;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool escape =
        rest[i] == '%' && i + 2 < rest.size() && hex_value(rest[i + 1]) >= 0 && hex_value(rest[i + 2]) >= 0;
    const char c = escape ? static_cast<char>(hex_value(rest[i + 1]) * 16 + hex_value(rest[i + 2])) : rest[i];
    if (escape) i += 2;
    if (c == '\0') return std::nullopt;
    path += c;
  }
  return path;
}

}  // namespace markhound::crawler
