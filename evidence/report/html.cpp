#include "evidence/report/html.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "evidence/report/code_point.h"

namespace markhound::evidence {
namespace {

void append_escaped(std::string& html, std::uint32_t c, std::string_view bytes) {
  switch (c) {
    case '&': html += "&amp;"; return;
    case '<': html += "&lt;"; return;
    case '>': html += "&gt;"; return;
    case '"': html += "&quot;"; return;
    case '\'': html += "&#39;"; return;
    case '\n':
    case '\r':
    case '\t': html += ' '; return;
    case 0xfffd: html += "\xEF\xBF\xBD"; return;
    default: break;
  }
  if (!is_hidden(c)) {
    html += bytes;
    return;
  }
  char shown[48];
  std::snprintf(shown, sizeof shown, "<span class=\"hidden-char\">U+%04X</span>", c);
  html += shown;
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80);
}

}  // namespace

std::string escape(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode(text);
    append_escaped(html, c.value, text.substr(0, c.length));
    text.remove_prefix(std::min(c.length, text.size()));
  }
  return html;
}

std::string escape_marked(std::string_view text, Span span) {
  const bool fits = span.begin < span.end && is_boundary(text, span.begin) && is_boundary(text, span.end);
  if (!fits) return escape(text);
  return escape(text.substr(0, span.begin)) + "<mark>" + escape(text.substr(span.begin, span.end - span.begin)) +
         "</mark>" + escape(text.substr(span.end));
}

std::string base64(std::string_view bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) { return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u; };
    const std::uint32_t three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int shift : {18, 12, 6, 0}) text += digits[three >> shift & 63];
  }
  for (std::size_t i = bytes.size() % 3; i != 0 && i < 3; ++i) text[text.size() - (3 - i)] = '=';
  return text;
}

std::string heading(int level, const char* english, const char* chinese) {
  std::string tag("h");
  tag += std::to_string(level);
  return "<" + tag + ">" + english + " <span lang=\"zh\">" + chinese + "</span></" + tag + ">\n";
}

std::string row(const char* english, const char* chinese, const std::string& value) {
  if (value.empty()) return {};
  return std::string("<tr><th>") + english + " <span lang=\"zh\">" + chinese + "</span></th><td>" + value +
         "</td></tr>\n";
}

}  // namespace markhound::evidence
