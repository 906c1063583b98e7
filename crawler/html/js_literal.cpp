#include "crawler/html/js_literal.h"

#include <array>
#include <cstdint>
#include <utility>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

bool is_name(char c) { return is_alnum(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80; }

class Literal {
 public:
  explicit Literal(std::string_view text) : text_(text) { out_.reserve(text.size() + 64); }

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    const std::string_view rest = text_.substr(at_);
    if (c == '"' || c == '\'' || c == '`')
      string(c);
    else if (rest.starts_with("//") || rest.starts_with("/*"))
      comment(rest);
    else if (is_alpha(c) || c == '_' || c == '$')
      word();
    else if (rest.starts_with("!0") || rest.starts_with("!1"))
      put(rest[1] == '0' ? "true" : "false", 2);
    else
      mark(c);
  }

  void put(std::string_view json, std::size_t taken) {
    out_ += json;
    at_ += taken;
  }

  void mark(char c) {
    if (c == '}' || c == ']')
      if (const std::size_t last = out_.find_last_not_of(" \t\r\n"); last != out_.npos && out_[last] == ',')
        out_.erase(last, 1);
    out_ += c;
    ++at_;
  }

  void comment(std::string_view rest) {
    const bool line = rest[1] == '/';
    const std::size_t end = rest.find(line ? "\n" : "*/", 2);
    at_ += end == rest.npos ? rest.size() : end + (line ? 1 : 2);
  }

  /// A key without quotes, or a name that stands for a value.
  void word() {
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    const std::size_t after = text_.find_first_not_of(" \t\r\n", end);
    const bool in_number = !out_.empty() && is_digit(out_.back());  // 1e5
    if (!in_number && after != text_.npos && text_[after] == ':') {
      (out_ += '"').append(name) += '"';
    } else if (name == "undefined" || name == "NaN" || name == "Infinity") {
      out_ += "null";
    } else if (name == "void") {
      out_ += "null";
      while (end < text_.size() && (is_space(text_[end]) || text_[end] == '0')) ++end;
    } else {
      out_ += name;
    }
    at_ = end;
  }

  void string(char quote) {
    out_ += '"';
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size())
        escape(text_[++at_]);
      else if (c == '"')
        out_ += "\\\"";
      else if (static_cast<unsigned char>(c) < 0x20)
        out_ += c == '\n' ? "\\n" : " ";
      else
        out_ += c;
    }
    out_ += '"';
    ++at_;
  }

  void escape(char c) {
    constexpr std::string_view same = "\"\\/bfnrt";
    if (c == 'x' && at_ + 2 < text_.size()) {
      (out_ += "\\u00") += text_.substr(at_ + 1, 2);
      at_ += 2;
    } else if (c == 'u' || same.find(c) != same.npos) {
      (out_ += '\\') += c;
    } else if (c != '\n') {
      out_ += c;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

std::uint32_t hex(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const char low = lower(c);
    if (!is_digit(c) && (low < 'a' || low > 'f')) return 0xFFFD;
    value = value * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : low - 'a' + 10);
  }
  return value;
}

void add_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

char plain_escape(char c) {
  constexpr std::array<std::pair<char, char>, 5> known{
      {{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'b', '\b'}, {'f', '\f'}}};
  for (const auto& [name, meant] : known)
    if (c == name) return meant;
  return c;
}

}  // namespace

std::string json_of_literal(std::string_view text) { return Literal(text).run(); }

std::string string_of_literal(std::string_view text, std::size_t most) {
  std::string out;
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return out;
  for (std::size_t i = 1; i < text.size() && text[i] != text[0] && out.size() < most; ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    const std::size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
    if (digits == 0) {
      out += plain_escape(c);
    } else {
      add_utf8(out, hex(text.substr(i + 1, digits)));
      i += digits;
    }
  }
  return out;
}

}  // namespace markhound::crawler::html
