#include "index/line_reader.h"

#include <algorithm>
#include <string_view>

namespace markhound::index {
namespace {

/// Appends what still fits.
void append(std::string_view piece, LineReader::Line& line) {
  const std::size_t room = LineReader::max_bytes - line.text.size();
  line.text += piece.substr(0, room);
  if (piece.size() > room) line.too_long = true;
}

}  // namespace

std::optional<LineReader::Line> LineReader::next() {
  std::string_view ahead = bytes_.peek(1);
  if (ahead.empty()) return std::nullopt;
  Line line;
  line.number = ++number_;
  while (!ahead.empty()) {
    const std::size_t end = ahead.find('\n');
    append(ahead.substr(0, end), line);
    bytes_.consume(std::min(end, ahead.size() - 1) + 1);
    if (end != std::string_view::npos) break;
    ahead = bytes_.peek(1);
  }
  if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
  if (number_ == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  return line;
}

}  // namespace markhound::index
