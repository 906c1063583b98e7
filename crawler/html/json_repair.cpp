#include "crawler/html/json_repair.h"

#include <cstdio>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (at_ < text_.size()) {
      if (text_[at_] == '"')
        string();
      else if (!skipped())
        structure();
    }
    return std::move(out_);
  }

 private:
  /// A comment or a wrapper at at_ is passed by.
  bool skipped() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return pass_by("\n", 2);
    if (rest.starts_with("/*")) return pass_by("*/", 2);
    if (rest.starts_with("<![CDATA[")) return at_ += 9, true;
    if (rest.starts_with("]]>")) return at_ += 3, true;
    if (rest.starts_with("-->")) return at_ += 3, true;
    if (!rest.starts_with("<!--")) return false;
    // A comment that holds the value itself is a wrapper; one that ends before the value is a comment.
    const std::size_t end = rest.find("-->");
    const std::size_t value = rest.find_first_of("{[");
    if (end == rest.npos || value < end) return at_ += 4, true;
    return at_ += end + 3, true;
  }

  bool pass_by(std::string_view end, std::size_t opening) {
    const std::size_t found = text_.find(end, at_ + opening);
    at_ = found == text_.npos ? text_.size() : found + end.size();
    return true;
  }

  void structure() {
    const char c = text_[at_++];
    if (c == '}' || c == ']') drop_comma();
    if (static_cast<unsigned char>(c) < 0x20 && !is_space(c)) return;
    out_ += c;
  }

  void drop_comma() {
    const std::size_t last = out_.find_last_not_of(" \t\r\n");
    if (last != out_.npos && out_[last] == ',') out_.erase(last, 1);
  }

  void string() {
    out_ += text_[at_++];
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_++];
      if (c == '\\')
        escape();
      else if (static_cast<unsigned char>(c) < 0x20)
        control(c);
      else
        out_ += c;
    }
    out_ += '"';
    ++at_;
  }

  /// After a backslash.
  void escape() {
    const char c = at_ < text_.size() ? text_[at_] : '\\';
    constexpr std::string_view known = "\"\\/bfnrtu";
    if (c == '\'') {  // JavaScript's, needless in JSON
      out_ += c;
      ++at_;
    } else if (known.find(c) == known.npos) {
      out_ += "\\\\";
    } else {
      out_ += '\\';
      out_ += c;
      ++at_;
    }
  }

  void control(char c) {
    char code[8];
    std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out_ += code;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string repaired_json(std::string_view text) {
  std::string out = Repair(trim(text)).run();
  std::string_view value = trim(out);
  while (!value.empty() && (value.back() == ';' || value.back() == ','))
    value = trim(value.substr(0, value.size() - 1));
  return std::string(value);
}

std::string_view balanced(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      for (++i; i < text.size() && text[i] != c; ++i)
        if (text[i] == '\\') ++i;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth <= 0) {
      return text.substr(0, i + 1);
    }
  }
  return text;
}

}  // namespace markhound::crawler::html
