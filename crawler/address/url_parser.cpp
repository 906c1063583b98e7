// The state machine of the standard's basic URL parser: a method a state, named as the standard names it.
#include <algorithm>

#include "crawler/address/host.h"
#include "crawler/address/percent.h"
#include "crawler/address/url_record.h"

namespace markhound::crawler {
namespace {

constexpr int end_of_input = -1;

bool is_alpha(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(int c) { return c >= '0' && c <= '9'; }
char lower(int c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool same_letters(std::string_view text, std::string_view lower_text) {
  return std::equal(text.begin(), text.end(), lower_text.begin(), lower_text.end(),
                    [](char a, char b) { return lower(a) == b; });
}

bool is_single_dot(std::string_view segment) { return segment == "." || same_letters(segment, "%2e"); }

bool is_double_dot(std::string_view segment) {
  return segment == ".." || same_letters(segment, ".%2e") || same_letters(segment, "%2e.") ||
         same_letters(segment, "%2e%2e");
}

bool is_drive_letter(std::string_view text) {
  return text.size() == 2 && is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool starts_with_drive_letter(std::string_view text) {
  if (!is_drive_letter(text.substr(0, 2))) return false;
  return text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos;
}

std::uint16_t default_port(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return 80;
  if (scheme == "https" || scheme == "wss") return 443;
  return scheme == "ftp" ? 21 : 0;
}

/// Without the blanks and controls around it, and without tabs and line ends in it.
std::string cleaned(std::string_view input) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!input.empty() && blank(input.front())) input.remove_prefix(1);
  while (!input.empty() && blank(input.back())) input.remove_suffix(1);
  std::string out;
  std::copy_if(input.begin(), input.end(), std::back_inserter(out),
               [](char c) { return c != '\t' && c != '\n' && c != '\r'; });
  return out;
}

class UrlParser {
 public:
  UrlParser(std::string_view input, const UrlRecord* base) : input_(cleaned(input)), base_(base) {}

  std::optional<UrlRecord> run() {
    while (true) {
      const int c = at_ < input_.size() ? static_cast<unsigned char>(input_[at_]) : end_of_input;
      again_ = false;
      if (!(this->*state_)(c)) return std::nullopt;
      if (again_) continue;
      if (c == end_of_input) return std::move(url_);
      ++at_;
    }
  }

 private:
  using State = bool (UrlParser::*)(int c);

  /// Goes on in the state with the next character.
  bool go(State state) {
    state_ = state;
    return true;
  }
  /// Goes on in the state with the same character ("decrease pointer by 1").
  bool same(State state) {
    state_ = state;
    again_ = true;
    return true;
  }

  std::string_view remaining() const { return std::string_view(input_).substr(std::min(at_ + 1, input_.size())); }
  std::string_view from_here() const { return std::string_view(input_).substr(at_); }
  bool is_slash(int c) const { return c == '/' || (c == '\\' && url_.special()); }
  bool ends_authority(int c) const { return c == end_of_input || is_slash(c) || c == '?' || c == '#'; }

  bool begin_query() {
    url_.query.emplace();
    return go(&UrlParser::query);
  }
  bool begin_fragment() {
    url_.fragment.emplace();
    return go(&UrlParser::fragment);
  }

  void shorten() {
    const bool drive = url_.scheme == "file" && url_.path.size() == 1 && is_normal_drive_letter(url_.path[0]);
    if (!drive && !url_.path.empty()) url_.path.pop_back();
  }
  static bool is_normal_drive_letter(std::string_view text) { return is_drive_letter(text) && text[1] == ':'; }

  bool scheme_start(int c) {
    if (!is_alpha(c)) return same(&UrlParser::no_scheme);
    buffer_ += lower(c);
    return go(&UrlParser::scheme);
  }

  bool scheme(int c) {
    if (is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.') {
      buffer_ += lower(c);
      return true;
    }
    if (c != ':') {
      buffer_.clear();
      at_ = 0;
      return same(&UrlParser::no_scheme);
    }
    url_.scheme = std::move(buffer_);
    buffer_.clear();
    if (url_.scheme == "file") return go(&UrlParser::file);
    if (url_.special() && base_ && base_->scheme == url_.scheme) return go(&UrlParser::special_relative_or_authority);
    if (url_.special()) return go(&UrlParser::special_authority_slashes);
    if (remaining().starts_with('/')) {
      ++at_;
      return go(&UrlParser::path_or_authority);
    }
    url_.opaque = true;
    return go(&UrlParser::opaque_path);
  }

  bool no_scheme(int c) {
    if (!base_ || (base_->opaque && c != '#')) return false;
    if (!base_->opaque) return same(base_->scheme == "file" ? &UrlParser::file : &UrlParser::relative);
    url_ = *base_;
    return begin_fragment();
  }

  bool special_relative_or_authority(int c) {
    if (c != '/' || !remaining().starts_with('/')) return same(&UrlParser::relative);
    ++at_;
    return go(&UrlParser::special_authority_ignore_slashes);
  }

  bool path_or_authority(int c) { return c == '/' ? go(&UrlParser::authority) : same(&UrlParser::path); }

  void copy_authority() {
    url_.username = base_->username;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.port = base_->port;
  }

  bool relative(int c) {
    url_.scheme = base_->scheme;
    if (is_slash(c)) return go(&UrlParser::relative_slash);
    copy_authority();
    url_.path = base_->path;
    url_.query = base_->query;
    if (c == '?') return begin_query();
    if (c == '#') return begin_fragment();
    if (c == end_of_input) return true;
    url_.query.reset();
    shorten();
    return same(&UrlParser::path);
  }

  bool relative_slash(int c) {
    if (url_.special() && is_slash(c)) return go(&UrlParser::special_authority_ignore_slashes);
    if (c == '/') return go(&UrlParser::authority);
    copy_authority();
    return same(&UrlParser::path);
  }

  bool special_authority_slashes(int c) {
    if (c != '/' || !remaining().starts_with('/')) return same(&UrlParser::special_authority_ignore_slashes);
    ++at_;
    return go(&UrlParser::special_authority_ignore_slashes);
  }

  bool special_authority_ignore_slashes(int c) { return c == '/' || c == '\\' ? true : same(&UrlParser::authority); }

  void add_credentials() {
    for (const char c : buffer_) {
      if (c == ':' && !password_) {
        password_ = true;
      } else {
        append_encoded(password_ ? url_.password : url_.username, c, EncodeSet::userinfo);
      }
    }
    buffer_.clear();
  }

  bool authority(int c) {
    if (c == '@') {
      if (at_sign_) buffer_.insert(0, "%40");
      at_sign_ = true;
      add_credentials();
      return true;
    }
    if (!ends_authority(c)) {
      buffer_ += static_cast<char>(c);
      return true;
    }
    if (at_sign_ && buffer_.empty()) return false;
    at_ -= buffer_.size();
    buffer_.clear();
    return same(&UrlParser::host);
  }

  bool set_host() {
    auto host = url_.special() ? parse_host(buffer_) : parse_opaque_host(buffer_);
    buffer_.clear();
    url_.host = std::move(host);
    return url_.host.has_value();
  }

  bool host(int c) {
    if (c == ':' && !brackets_) return !buffer_.empty() && set_host() && go(&UrlParser::port);
    if (ends_authority(c)) {
      if (url_.special() && buffer_.empty()) return false;
      return set_host() && same(&UrlParser::path_start);
    }
    if (c == '[') brackets_ = true;
    if (c == ']') brackets_ = false;
    buffer_ += static_cast<char>(c);
    return true;
  }

  bool port(int c) {
    if (is_digit(c)) {
      port_ = std::min(port_ * 10 + static_cast<unsigned>(c - '0'), 65'536u);
      has_port_ = true;
      return port_ <= 65'535;
    }
    if (!ends_authority(c)) return false;
    const bool shown = has_port_ && (port_ != default_port(url_.scheme) || !url_.special());
    if (shown) url_.port = static_cast<std::uint16_t>(port_);
    return same(&UrlParser::path_start);
  }

  bool file(int c) {
    url_.scheme = "file";
    url_.host.emplace();
    if (is_slash(c)) return go(&UrlParser::file_slash);
    if (!base_ || base_->scheme != "file") return same(&UrlParser::path);
    url_.host = base_->host;
    url_.path = base_->path;
    url_.query = base_->query;
    if (c == '?') return begin_query();
    if (c == '#') return begin_fragment();
    if (c == end_of_input) return true;
    url_.query.reset();
    if (starts_with_drive_letter(from_here())) {
      url_.path.clear();
    } else {
      shorten();
    }
    return same(&UrlParser::path);
  }

  bool file_slash(int c) {
    if (is_slash(c)) return go(&UrlParser::file_host);
    if (base_ && base_->scheme == "file") {
      url_.host = base_->host;
      const bool drive = !base_->path.empty() && is_normal_drive_letter(base_->path[0]);
      if (drive && !starts_with_drive_letter(from_here())) url_.path.push_back(base_->path[0]);
    }
    return same(&UrlParser::path);
  }

  bool file_host(int c) {
    if (!ends_authority(c)) {
      buffer_ += static_cast<char>(c);
      return true;
    }
    if (is_drive_letter(buffer_)) return same(&UrlParser::path);  // the buffer is the first segment
    if (buffer_.empty()) {
      url_.host.emplace();
    } else {
      if (!set_host()) return false;
      if (url_.host == "localhost") url_.host->clear();
    }
    return same(&UrlParser::path_start);
  }

  bool path_start(int c) {
    if (url_.special()) return is_slash(c) ? go(&UrlParser::path) : same(&UrlParser::path);
    if (c == '?') return begin_query();
    if (c == '#') return begin_fragment();
    if (c == end_of_input) return true;
    return c == '/' ? go(&UrlParser::path) : same(&UrlParser::path);
  }

  bool path(int c) {
    if (!ends_authority(c)) {
      append_encoded(buffer_, static_cast<char>(c), EncodeSet::path);
      return true;
    }
    end_segment(is_slash(c));
    if (c == '?') return begin_query();
    if (c == '#') return begin_fragment();
    return true;
  }

  void end_segment(bool more) {
    if (is_double_dot(buffer_)) {
      shorten();
      if (!more) url_.path.emplace_back();
    } else if (is_single_dot(buffer_)) {
      if (!more) url_.path.emplace_back();
    } else {
      if (url_.scheme == "file" && url_.path.empty() && is_drive_letter(buffer_)) buffer_[1] = ':';
      url_.path.push_back(buffer_);
    }
    buffer_.clear();
  }

  bool opaque_path(int c) {
    if (c == '?') return begin_query();
    if (c == '#') return begin_fragment();
    if (c == end_of_input) return true;
    const std::string_view rest = remaining();
    const bool last_blank = c == ' ' && (rest.starts_with('?') || rest.starts_with('#'));
    if (last_blank) {
      url_.opaque_path += "%20";
    } else {
      append_encoded(url_.opaque_path, static_cast<char>(c), EncodeSet::c0_control);
    }
    return true;
  }

  bool query(int c) {
    if (c == '#') return begin_fragment();
    const EncodeSet set = url_.special() ? EncodeSet::special_query : EncodeSet::query;
    if (c != end_of_input) append_encoded(*url_.query, static_cast<char>(c), set);
    return true;
  }

  bool fragment(int c) {
    if (c != end_of_input) append_encoded(*url_.fragment, static_cast<char>(c), EncodeSet::fragment);
    return true;
  }

  std::string input_;
  const UrlRecord* base_;
  UrlRecord url_;
  State state_ = &UrlParser::scheme_start;
  std::size_t at_ = 0;
  bool again_ = false;
  std::string buffer_;
  bool at_sign_ = false;
  bool password_ = false;
  bool brackets_ = false;
  unsigned port_ = 0;
  bool has_port_ = false;
};

}  // namespace

std::optional<UrlRecord> parse_url(std::string_view input, const UrlRecord* base) {
  return UrlParser(input, base).run();
}

}  // namespace markhound::crawler
