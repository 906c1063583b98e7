#include "index/line_reader.h"

namespace markhound::index {

std::optional<LineReader::Line> LineReader::next() try {
  std::streambuf& bytes = *in_.rdbuf();
  constexpr auto end = std::char_traits<char>::eof();
  if (bytes.sgetc() == end) return std::nullopt;
  Line line;
  line.number = ++number_;
  for (auto c = bytes.sbumpc(); c != end && c != '\n'; c = bytes.sbumpc()) {
    if (line.text.size() < max_bytes) {
      line.text += static_cast<char>(c);
    } else {
      line.too_long = true;
    }
  }
  if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
  if (number_ == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
  return line;
} catch (const std::ios_base::failure&) {  // libstdc++ reports a failing disk so, past the stream's own flags
  failed_ = true;
  return std::nullopt;
}

}  // namespace markhound::index
