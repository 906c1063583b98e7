#include "crawler/html/prune.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

constexpr std::size_t npos = std::string_view::npos;

template <std::size_t n>
bool among(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 18> names{"area",   "base",  "basefont", "bgsound", "br",     "col",
                                                          "embed",  "frame", "hr",       "img",     "image",  "input",
                                                          "keygen", "link",  "meta",     "param",   "source", "wbr"};
  return among(name, names) || name == "track";
}

/// Taken out with all they hold: no text of the listing is there.
bool is_dropped_whole(std::string_view name) {
  static constexpr std::array<std::string_view, 9> names{"svg",    "math",     "style",    "xmp",      "noembed",
                                                         "iframe", "noframes", "textarea", "plaintext"};
  return among(name, names);
}

/// Ends at its own end tag, whatever stands inside (HTML section 13.2.6.4.7 "has an element in scope").
bool is_scope(std::string_view name) {
  static constexpr std::array<std::string_view, 10> names{"table",  "td",     "th",      "caption", "template",
                                                          "applet", "object", "marquee", "select",  "button"};
  return among(name, names);
}

bool is_formatting(std::string_view name) {
  static constexpr std::array<std::string_view, 14> names{"a",    "b", "big",   "code",   "em",     "font", "i",
                                                          "nobr", "s", "small", "strike", "strong", "tt",   "u"};
  return among(name, names);
}

bool is_table_part(std::string_view name) {
  static constexpr std::array<std::string_view, 7> names{"td", "th", "tr", "tbody", "thead", "tfoot", "caption"};
  return among(name, names);
}

/// A start tag of the same name ends it, so that unclosed ones do not add up.
bool is_self_ending(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names{"p",  "li", "dt", "dd",    "option", "optgroup",
                                                          "td", "th", "tr", "tbody", "a",      "button"};
  return among(name, names);
}

class Pruner {
 public:
  Pruner(std::string_view page, const Limits& limits) : page_(page.substr(0, limits.bytes)), limits_(limits) {
    out_.cut_bytes = page.size() > limits.bytes;
    out_.text.reserve(page_.size() / 2);
  }

  Pruned run() {
    while (at_ < page_.size()) {
      const std::size_t tag = std::min(page_.find('<', at_), page_.size());
      out_.text.append(page_, at_, tag - at_);
      at_ = tag;
      if (at_ < page_.size() && !markup()) break;
    }
    std::replace(out_.text.begin(), out_.text.end(), '\0', ' ');
    return std::move(out_);
  }

 private:
  /// Reads what begins with '<' at at_; false where the page ends here.
  bool markup() {
    const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : ' ';
    if (next == '!' || next == '?') return comment(), true;
    const bool end = next == '/';
    const std::size_t name_at = at_ + (end ? 2 : 1);
    if (name_at >= page_.size() || !is_alpha(page_[name_at])) {
      if (end) return skip_to('>'), true;  // a bogus comment
      out_.text += '<';
      ++at_;
      return true;
    }
    std::size_t name_end = name_at;
    while (name_end < page_.size() && !is_space(page_[name_end]) && page_[name_end] != '/' && page_[name_end] != '>')
      ++name_end;
    const std::string name = lowered(page_.substr(name_at, std::min<std::size_t>(name_end - name_at, 64)));
    return end ? end_tag(name, name_end) : start_tag(name, name_end);
  }

  void skip_to(char c) {
    const std::size_t found = page_.find(c, at_);
    at_ = found == npos ? page_.size() : found + 1;
  }

  void comment() {
    if (!page_.substr(at_).starts_with("<!--")) {
      const std::string_view rest = page_.substr(at_, 9);
      if (out_.text.size() < 256 && equal_ignoring_case(rest, "<!doctype")) out_.text += "<!DOCTYPE html>";
      return skip_to('>');
    }
    const std::string_view rest = page_.substr(at_ + 4);
    if (rest.starts_with(">") || rest.starts_with("->")) return skip_to('>');
    const std::size_t end = std::min(page_.find("-->", at_ + 4), page_.find("--!>", at_ + 4));
    at_ = end == npos ? page_.size() : page_.find('>', end) + 1;
  }

  /// Where the attributes of the tag end (at its '>'), and where the permitted number of them does.
  struct Attributes {
    std::size_t end;
    std::size_t kept;
    bool self_closing;
  };

  Attributes attributes(std::size_t at) {
    std::size_t count = 0;
    std::size_t kept = npos;
    const auto blank = [&] { return is_space(page_[at]) || page_[at] == '/'; };
    while (at < page_.size() && page_[at] != '>') {
      if (blank()) {
        ++at;
        continue;
      }
      if (++count > limits_.attributes && kept == npos) kept = at;
      ++at;  // an attribute's name may begin with '='
      while (at < page_.size() && !blank() && page_[at] != '>' && page_[at] != '=') ++at;
      at = value(at);
    }
    const bool closing = at > 0 && at < page_.size() && page_[at - 1] == '/';
    return {at, std::min(kept, at), closing};
  }

  /// Past "= value" where it stands at `at`.
  std::size_t value(std::size_t at) {
    std::size_t i = at;
    while (i < page_.size() && is_space(page_[i])) ++i;
    if (i >= page_.size() || page_[i] != '=') return at;
    ++i;
    while (i < page_.size() && is_space(page_[i])) ++i;
    if (i >= page_.size()) return i;
    if (page_[i] == '"' || page_[i] == '\'') {
      const std::size_t quote = page_.find(page_[i], i + 1);
      return quote == npos ? page_.size() : quote + 1;
    }
    while (i < page_.size() && !is_space(page_[i]) && page_[i] != '>') ++i;
    return i;
  }

  bool start_tag(const std::string& name, std::size_t name_end) {
    const Attributes found = attributes(name_end);
    if (found.end >= page_.size()) return at_ = page_.size(), false;  // the standard drops an unfinished tag
    const std::string_view tag = page_.substr(at_, found.kept - at_);
    at_ = found.end + 1;
    if (is_dropped_whole(name)) {
      if (!found.self_closing || (name != "svg" && name != "math")) drop_until_end_of(name);
      return true;
    }
    if (name == "frameset") return true;
    if (++tags_ > limits_.tags) return out_.cut_tags = true, false;
    if (found.kept < found.end) out_.cut_attributes = true;
    if (name == "script") return script(tag), true;
    if (name == "title") return title(tag), true;
    if (is_void(name)) return emit(tag), true;
    if (open(name)) emit(tag);
    return true;
  }

  void emit(std::string_view tag) {
    out_.text += tag;
    out_.text += '>';
  }

  /// The end tag of raw text: "</name" before a blank, '/' or '>'.
  std::size_t raw_end(std::string_view name) const {
    for (std::size_t i = page_.find("</", at_); i != npos; i = page_.find("</", i + 2)) {
      const std::size_t after = i + 2 + name.size();
      if (!equal_ignoring_case(page_.substr(i + 2, name.size()), name)) continue;
      if (after >= page_.size() || is_space(page_[after]) || page_[after] == '/' || page_[after] == '>') return i;
    }
    return npos;
  }

  /// The end tag of a script: in "<!-- <script> … </script> … -->" the inner one ends nothing (WHATWG HTML, section
  /// 13.2.5.15 ff., script data double escaped state).
  std::size_t script_end() const {
    bool escaped = false;
    bool doubly = false;
    for (std::size_t i = page_.find_first_of("<-", at_); i != npos; i = page_.find_first_of("<-", i + 1)) {
      const std::string_view rest = page_.substr(i, 10);
      if (rest.starts_with("<!--"))
        escaped = true, ++i;  // its dashes may be those of "-->"
      else if (rest.starts_with("-->"))
        escaped = doubly = false;
      else if (escaped && is_tag(rest, "<script"))
        doubly = true;
      else if (is_tag(rest, "</script") && !std::exchange(doubly, false))
        return i;
    }
    return npos;
  }

  static bool is_tag(std::string_view text, std::string_view tag) {
    if (text.size() <= tag.size() || !equal_ignoring_case(text.substr(0, tag.size()), tag)) return false;
    const char after = text[tag.size()];
    return is_space(after) || after == '/' || after == '>';
  }

  /// Past the '>' of an end tag whose name ends at `name_end`; what stands in quotes before it does not end it.
  void skip_end_tag(std::size_t name_end) { at_ = std::min(attributes(name_end).end + 1, page_.size()); }

  /// Without an end tag only the start tag is taken out, and the search is not made again (it would be quadratic).
  void drop_until_end_of(const std::string& name) {
    if (std::find(endless_.begin(), endless_.end(), name) != endless_.end()) return;
    const std::size_t end = raw_end(name);
    if (end == npos) return endless_.push_back(name);
    skip_end_tag(end + 2 + name.size());
    out_.text += ' ';
  }

  void script(std::string_view tag) {
    const std::size_t end = std::min(script_end(), page_.size());
    emit(tag);
    out_.text += std::to_string(out_.scripts.size()) + "</script>";
    out_.scripts.push_back(page_.substr(at_, end - at_));
    at_ = end;
    if (end < page_.size()) skip_end_tag(end + std::string_view("</script").size());
  }

  void title(std::string_view tag) {
    const std::size_t end = std::min(raw_end("title"), page_.size());
    if (!titled_) {  // later ones are of drawings, or would open raw text where a parser ignores the tag
      emit(tag);
      out_.text.append(page_, at_, end - at_);
      out_.text += "</title>";
    }
    titled_ = true;
    at_ = end;
    if (end < page_.size()) skip_end_tag(end + std::string_view("</title").size());
  }

  /// Counts the element in; false where it lies too deep.
  bool open(const std::string& name) {
    if (is_self_ending(name) && !open_.empty() && open_.back() == name) open_.pop_back();
    if (open_.size() >= limits_.depth) {
      out_.cut_depth = true;
      ++dropped_;
      return false;
    }
    open_.push_back(name);
    return true;
  }

  bool end_tag(const std::string& name, std::size_t name_end) {
    const std::size_t begin = at_;
    skip_end_tag(name_end);
    if (is_void(name) && name != "br") return true;
    if (dropped_ > 0) return --dropped_, true;  // its start tag was taken out
    close(name);
    out_.text.append(page_, begin, name_end - begin);
    out_.text += '>';
    return true;
  }

  /// </b> does not end the blocks that were begun inside <b> (the standard's adoption agency): they stay open, so it
  /// counts only down to the nearest of them.
  void close_formatting(const std::string& name) {
    for (std::size_t i = open_.size(); i > 0 && is_formatting(open_[i - 1]); --i)
      if (open_[i - 1] == name) return void(open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i) - 1));
  }

  void close(const std::string& name) {
    if (is_formatting(name)) return close_formatting(name);
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1] == name) return open_.resize(i - 1);
      const bool wall = is_table_part(name)
                            ? open_[i - 1] == "table" || open_[i - 1] == "template"
                            : is_scope(open_[i - 1]) && !(name == "table" && open_[i - 1] != "template");
      if (wall) return;
    }
  }

  std::string_view page_;
  Limits limits_;
  Pruned out_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  std::size_t dropped_ = 0;
  bool titled_ = false;
  std::vector<std::string> open_;
  std::vector<std::string> endless_;
};

}  // namespace

Pruned prune(std::string_view page, const Limits& limits) { return Pruner(page, limits).run(); }

}  // namespace markhound::crawler::html
