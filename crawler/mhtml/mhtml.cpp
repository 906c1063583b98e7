#include "crawler/mhtml/mhtml.h"

#include <algorithm>
#include <ctime>

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"
#include "crawler/http/header_lines.h"
#include "crawler/mhtml/transfer_encoding.h"
#include "crawler/warc/input.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t max_header_bytes = 256u << 10;
constexpr std::size_t max_nesting = 8;
constexpr std::size_t max_parts = 20'000;
constexpr std::size_t max_problems = 200;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// A parameter's value in its own case: boundary="----Abc".
std::string parameter(const std::string& header, const std::string& name) {
  const std::string folded = lower(header);
  for (auto at = folded.find(name + "="); at != std::string::npos; at = folded.find(name + "=", at + 1)) {
    const bool begins = at == 0 || std::string_view("; \t").find(folded[at - 1]) != std::string_view::npos;
    if (!begins) continue;
    const std::string value = header.substr(at + name.size() + 1);
    if (value.starts_with('"')) return value.substr(1, value.find('"', 1) - 1);
    return value.substr(0, value.find_first_of("; \t"));
  }
  return {};
}

/// "Tue, 24 Nov 2026 08:15:30 +0100" (RFC 5322 section 3.3); the epoch where it cannot be read.
UtcTime time_of(const std::string& date) {
  std::tm parts{};
  if (!strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S %z", &parts)) return {};
  const long offset = parts.tm_gmtoff;
  return UtcTime(std::chrono::seconds(timegm(&parts) - offset));
}

struct Part {
  std::vector<Header> headers;
  std::string body;  ///< still encoded
  bool too_large = false;
};

class MhtmlReader {
 public:
  MhtmlReader(std::unique_ptr<WarcInput> input, std::string path, std::string file_url, std::size_t max_bytes)
      : input_(std::move(input)),
        path_(std::move(path)),
        file_url_(std::move(file_url)),
        max_bytes_(max_bytes),
        max_encoded_(max_bytes / 3 * 4 + max_bytes / 16 + 1024) {}

  Result<void> read(RecordedFile& to) {
    const std::vector<Header> head = read_headers();
    time_ = time_of(header_value(head, "date"));
    snapshot_ = header_value(head, "snapshot-content-location");
    const bool message = !header_value(head, "content-type").empty() || !header_value(head, "mime-version").empty();
    if (!message) return not_mhtml("it does not begin with MIME headers");
    if (!enter(head)) {
      Part whole{head, {}, false};
      read_body(whole);
      if (auto taken = take(whole, to); !taken) return taken;
    }
    for (std::size_t parts = 0; next_part() && parts < max_parts; ++parts) {
      Part part{read_headers(), {}, false};
      if (enter(part.headers)) continue;
      read_body(part);
      if (auto taken = take(part, to); !taken) return taken;
    }
    if (to.pages.empty()) return not_mhtml("there is no HTML part in it");
    if (!ended_ && boundaries_.empty() == false)
      tell(to, Kind::bad_input, path_, "it breaks off before its last boundary; what came before was read");
    return {};
  }

 private:
  Problem not_mhtml(const std::string& cause) const {
    return {Kind::bad_input, path_, cause, "save the page in the browser as \"web page, single file\""};
  }

  void tell(RecordedFile& to, Kind kind, const std::string& thing, const std::string& cause) const {
    if (to.problems.size() < max_problems) to.problems.push_back({kind, thing, cause, "save the page again"});
  }

  /// A line, or the next piece of one that is very long; notes whether it begins one.
  std::string line() {
    line_begins_ = last_ended_;
    std::string text = input_->line();
    last_ended_ = text.ends_with('\n');
    return text;
  }

  std::vector<Header> read_headers() {
    std::vector<Header> headers;
    std::size_t bytes = 0;
    while (true) {
      const std::string text = line();
      bytes += text.size();
      if (text.find_first_not_of("\r\n") == std::string::npos || bytes > max_header_bytes) return headers;
      add_header_line(text, headers);
    }
  }

  /// Goes into a multipart; false where these are the headers of a part that is none.
  bool enter(const std::vector<Header>& headers) {
    const std::string type = header_value(headers, "content-type");
    const std::string boundary = parameter(type, "boundary");
    if (!lower(type).starts_with("multipart/") || boundary.empty() || boundaries_.size() >= max_nesting) return false;
    boundaries_.push_back("--" + boundary);
    at_boundary_ = false;
    return true;
  }

  /// Whether the line is a boundary, of this multipart or of one around it, which then is the innermost.
  bool is_boundary(const std::string& text) {
    if (!line_begins_ || !text.starts_with("--")) return false;
    const auto last = text.find_last_not_of(" \t\r\n");
    const std::string_view trimmed = std::string_view(text).substr(0, last + 1);
    for (std::size_t i = boundaries_.size(); i-- > 0;) {
      const std::string& boundary = boundaries_[i];
      const bool closes = trimmed.size() == boundary.size() + 2 && trimmed.ends_with("--");
      if (!trimmed.starts_with(boundary) || (trimmed.size() != boundary.size() && !closes)) continue;
      boundaries_.resize(closes ? i : i + 1);
      if (boundaries_.empty()) ended_ = true;
      at_boundary_ = !closes;
      return true;
    }
    return false;
  }

  /// To the beginning of the next part; false at the end.
  bool next_part() {
    while (!at_boundary_) {
      if (ended_ || boundaries_.empty()) return false;
      const std::string text = line();
      if (text.empty()) return false;
      is_boundary(text);
    }
    at_boundary_ = false;
    return true;
  }

  /// To the next boundary; the line end before it belongs to the boundary.
  void read_body(Part& part) {
    for (std::string text = line(); !text.empty() && !is_boundary(text); text = line()) {
      if (part.body.size() + text.size() > max_encoded_) part.too_large = true;
      if (!part.too_large) part.body += text;
    }
    if (part.body.ends_with('\n')) part.body.pop_back();
    if (part.body.ends_with('\r')) part.body.pop_back();
  }

  std::string location_of(const Part& part, bool is_page) const {
    const std::string& base = base_.empty() ? snapshot_ : base_;
    const auto url = resolve(base, header_value(part.headers, "content-location"));
    if (url) return *url;
    if (!is_page) return {};
    const auto snapshot = resolve({}, snapshot_);
    return snapshot ? *snapshot : file_url_;
  }

  Result<void> take(Part& part, RecordedFile& to) {
    const ContentType type = parse_content_type(header_value(part.headers, "content-type"));
    const bool is_page = to.pages.empty() && is_html(type.media_type);
    Capture capture;
    capture.url = location_of(part, is_page);
    if (capture.url.empty()) return {};  // a style sheet or frame known by its Content-ID only
    if (is_page) base_ = capture.url;
    if (part.too_large) {
      tell(to, Kind::limit, capture.url + " in " + path_, "it has more than " + std::to_string(max_bytes_) + " bytes");
      return {};
    }
    auto content = decode_transfer(header_value(part.headers, "content-transfer-encoding"), part.body);
    if (!content || content->size() > max_bytes_) {
      tell(to, Kind::bad_input, capture.url + " in " + path_, "its Content-Transfer-Encoding cannot be read");
      return {};
    }
    if (is_page) to.pages.push_back(capture.url);
    capture.time = time_;
    capture.media_type = type.media_type;
    capture.charset = type.charset;
    capture.content = std::move(*content);
    return to.recording.add(capture);
  }

  std::unique_ptr<WarcInput> input_;
  const std::string path_;
  const std::string file_url_;
  const std::size_t max_bytes_;
  const std::size_t max_encoded_;
  UtcTime time_{};
  std::string snapshot_;
  std::string base_;  ///< the page's location, against which relative ones are taken
  std::vector<std::string> boundaries_;
  bool line_begins_ = true;
  bool last_ended_ = true;
  bool at_boundary_ = false;
  bool ended_ = false;
};

}  // namespace

Result<RecordedFile> read_mhtml(const std::string& path, const std::string& file_url, std::size_t max_bytes) {
  auto input = WarcInput::open(path);
  if (!input) return input.problem();
  auto recording = Recording::make();
  if (!recording) return recording.problem();
  RecordedFile file{std::move(recording).value(), {}, {}};
  MhtmlReader reader(std::move(input).value(), path, file_url, max_bytes);
  if (auto read = reader.read(file); !read) return read.problem();
  file.recording.seal();
  return file;
}

}  // namespace markhound::crawler
