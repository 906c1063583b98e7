#include "evidence/complaint/inert.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "evidence/report/code_point.h"

namespace markhound::evidence::complaint {
namespace {

constexpr std::string_view unknown = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "…";

/// Calls `visit` with each code point and its bytes; what is no text comes as U+FFFD.
template <class Visit>
void each_character(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const CodePoint c = decode(text);
    const std::size_t length = std::min(c.length, text.size());
    visit(c.value, c.value == 0xfffd ? unknown : text.substr(0, length));
    text.remove_prefix(length);
  }
}

std::string code_of(std::uint32_t c) {
  char shown[16];
  std::snprintf(shown, sizeof shown, "[U+%04X]", static_cast<unsigned>(c));
  return shown;
}

bool is_break(std::uint32_t c) { return c == '\n' || c == '\r' || c == '\t'; }

std::string made_visible(std::string_view text, bool keep_lines) {
  std::string shown;
  each_character(text, [&](std::uint32_t c, std::string_view bytes) {
    if (keep_lines && c == '\n')
      shown += '\n';
    else if (keep_lines && c == '\r')
      return;
    else if (is_break(c))
      shown += ' ';
    else if (is_hidden(c))
      shown += code_of(c);
    else
      shown += bytes;
  });
  return shown;
}

bool begins_formula(std::string_view text) {
  constexpr std::string_view starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  return std::any_of(std::begin(starts), std::end(starts),
                     [&](std::string_view start) { return text.starts_with(start); });
}

}  // namespace

std::string visible(std::string_view text) { return made_visible(text, false); }

std::string visible_lines(std::string_view text) { return made_visible(text, true); }

std::string pasteable_address(std::string_view address) {
  std::string safe;
  each_character(address, [&](std::uint32_t c, std::string_view bytes) {
    if (!is_hidden(c) && c != ' ' && c != '"' && c != '<' && c != '>') {
      safe += bytes;
      return;
    }
    for (const char byte : bytes) {
      char code[8];
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(byte));
      safe += code;
    }
  });
  return safe;
}

std::size_t form_length(std::string_view text) {
  std::size_t length = 0;
  each_character(text, [&](std::uint32_t c, std::string_view) { length += c > 0xffff ? 2 : 1; });
  return length;
}

std::string fitted(std::string_view text, std::size_t most) {
  if (form_length(text) <= most) return std::string(text);
  std::string kept;
  std::size_t length = 0;
  bool full = most == 0;
  each_character(text, [&](std::uint32_t c, std::string_view bytes) {
    length += c > 0xffff ? 2 : 1;
    full = full || length + 1 > most;
    if (!full) kept += bytes;
  });
  return most == 0 ? kept : kept.append(ellipsis);
}

std::string inert_cell(std::string_view text) {
  std::string cell = begins_formula(text) ? "'" : "";
  cell += visible_lines(text);
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace markhound::evidence::complaint
