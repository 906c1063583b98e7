#include "crawler/http/header_lines.h"

#include <algorithm>

namespace markhound::crawler {
namespace {

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

StatusLine parse_status_line(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("HTTP/")) return {};
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return {};
  const std::string_view rest = trim(line.substr(blank));
  const bool number = rest.size() >= 3 && is_digit(rest[0]) && is_digit(rest[1]) && is_digit(rest[2]);
  if (!number || (rest.size() > 3 && rest[3] != ' ')) return {};
  const int status = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
  return {line.substr(0, blank), status, trim(rest.substr(3))};
}

void add_header_line(std::string_view line, std::vector<Header>& headers) {
  const bool folded = line.starts_with(' ') || line.starts_with('\t');
  const std::string_view text = trim(line);
  if (text.empty()) return;
  if (folded && !headers.empty()) {
    headers.back().value.append(" ").append(text);
    return;
  }
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return;
  headers.push_back({std::string(trim(text.substr(0, colon))), std::string(trim(text.substr(colon + 1)))});
}

std::vector<Header> parse_header_lines(std::string_view text) {
  std::vector<Header> headers;
  bool first = true;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!first && trim(line).empty()) break;
    if (!first) add_header_line(line, headers);
    first = false;
  }
  return headers;
}

}  // namespace markhound::crawler
