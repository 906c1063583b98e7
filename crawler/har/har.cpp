#include "crawler/har/har.h"

#include <set>

#include <nlohmann/json.hpp>

#include "crawler/content/media_type.h"
#include "crawler/har/entry.h"
#include "crawler/har/json_bytes.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;
using nlohmann::json;

constexpr std::size_t max_depth = 64;
constexpr std::size_t max_key = 64;
constexpr std::size_t max_headers = 500;
constexpr std::size_t max_entries = 1'000'000;
constexpr std::size_t max_problems = 200;
constexpr std::size_t escapes = 4096;  // beside what base 64 needs of a string

/// Follows the parser through the log. `path_` names where it is: ".log.entries.response.headers.name".
class LogReader : public nlohmann::json_sax<json> {
 public:
  LogReader(const std::string& file, std::size_t max_bytes, const JsonBytes& bytes, RecordedFile& to)
      : file_(file), max_bytes_(max_bytes), bytes_(bytes), to_(to) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool binary(binary_t&) override { return true; }

  bool string(string_t& value) override {
    if (path_ == ".log.entries.response.content.text") {
      entry_.text = std::move(value);
      entry_.has_text = true;
      entry_.text_cut = bytes_.was_cut();
    } else if (std::string* field = text_field()) {
      *field = std::move(value);
    }
    return true;
  }
  bool key(string_t& name) override {
    path_.resize(starts_.back());
    path_.append(".").append(name, 0, max_key);
    return true;
  }
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override {
    if (path_ == ".log.entries") is_log_ = true;
    return open();
  }
  bool end_array() override {
    close();
    return true;
  }
  bool end_object() override {
    close();
    if (path_ == ".log.entries.request.headers") return end_header(entry_.exchange.request_headers);
    if (path_ == ".log.entries.response.headers") return end_header(entry_.exchange.response_headers);
    if (path_ == ".log.entries" && starts_.size() == 3) return end_entry();  // root, log, entries
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    broken_ = error.what();
    return false;
  }

  bool is_log() const { return is_log_; }
  const std::string& broken() const { return broken_; }
  const std::optional<Problem>& disk() const { return disk_; }

 private:
  bool open() {
    if (starts_.size() >= max_depth) {
      broken_ = "it nests deeper than " + std::to_string(max_depth) + " levels";
      return false;
    }
    starts_.push_back(path_.size());
    return true;
  }

  void close() {
    path_.resize(starts_.back());
    starts_.pop_back();
  }

  std::string* text_field() {
    static constexpr std::string_view in_entry = ".log.entries.";
    if (!path_.starts_with(in_entry)) return nullptr;
    const std::string_view field = std::string_view(path_).substr(in_entry.size());
    if (field == "startedDateTime") return &entry_.started;
    if (field == "pageref") return &entry_.page;
    if (field == "_resourceType") return &entry_.resource_type;
    if (field == "serverIPAddress") return &entry_.server;
    if (field == "request.method") return &entry_.exchange.method;
    if (field == "request.url") return &entry_.exchange.url;
    if (field == "response.httpVersion") return &entry_.exchange.protocol;
    if (field == "response.statusText") return &entry_.exchange.reason;
    if (field == "response.redirectURL") return &entry_.redirect;
    if (field == "response.content.mimeType") return &entry_.media_type;
    if (field == "response.content.encoding") return &entry_.encoding;
    if (field.ends_with(".headers.name")) return &header_.name;
    if (field.ends_with(".headers.value")) return &header_.value;
    return nullptr;
  }

  bool number(double value) {
    if (path_ == ".log.entries.time") entry_.took_ms = value;
    if (path_ == ".log.entries.response.content.size") entry_.size = value;
    if (path_ == ".log.entries.response.status" && value >= 0 && value < 1000)
      entry_.exchange.status = static_cast<int>(value);
    return true;
  }

  bool end_header(std::vector<Header>& headers) {
    if (headers.size() < max_headers && !header_.name.empty()) headers.push_back(std::move(header_));
    header_ = {};
    return true;
  }

  bool end_entry() {
    HarEntry entry = std::move(entry_);
    entry_ = {};
    const std::string page = entry.page;
    const bool document = entry.resource_type.empty() || entry.resource_type == "document";
    auto capture = capture_of(std::move(entry), file_, max_bytes_);
    if (!capture) {
      if (to_.problems.size() < max_problems) to_.problems.push_back(capture.problem());
      return true;
    }
    if (!*capture) return true;
    if (document) note_page(**capture, page);
    if (auto added = to_.recording.add(**capture); !added) disk_ = added.problem();
    if (to_.recording.size() >= max_entries) broken_ = "it has more than " + std::to_string(max_entries) + " entries";
    return !disk_ && broken_.empty();
  }

  void note_page(const Capture& capture, const std::string& page) {
    const Exchange& exchange = capture.exchanges.back();
    const auto type = parse_content_type(header_value(exchange.response_headers, "content-type")).media_type;
    if (exchange.status != 200 || !is_html(type)) return;
    if (!page.empty() && !pages_.insert(page).second) return;
    if (urls_.insert(capture.url).second) to_.pages.push_back(capture.url);
  }

  const std::string& file_;
  const std::size_t max_bytes_;
  const JsonBytes& bytes_;
  RecordedFile& to_;
  std::string path_;
  std::vector<std::size_t> starts_;  ///< length of the path where each open object or array began
  HarEntry entry_;
  Header header_;
  std::set<std::string> pages_;  ///< pagerefs whose document was seen
  std::set<std::string> urls_;
  bool is_log_ = false;
  std::string broken_;
  std::optional<Problem> disk_;
};

}  // namespace

Result<RecordedFile> read_har(const std::string& path, std::size_t max_bytes) {
  auto input = WarcInput::open(path);
  if (!input) return input.problem();
  auto recording = Recording::make();
  if (!recording) return recording.problem();
  RecordedFile file{std::move(recording).value(), {}, {}};
  JsonBytes bytes(std::move(input).value(), max_bytes / 3 * 4 + escapes);
  LogReader reader(path, max_bytes, bytes, file);
  const bool whole = json::sax_parse(JsonBytesIterator(bytes), JsonBytesIterator(), &reader);
  if (reader.disk()) return *reader.disk();
  const std::string cause = bytes.damaged() ? "its compressed data are damaged or cut off" : reader.broken();
  if (!reader.is_log())
    return Problem{Kind::bad_input, path, whole ? "it is JSON, but no HAR: it has no log.entries" : cause,
                   "export it again from the browser's network panel (save all as HAR with content)"};
  if (!whole)
    file.problems.push_back({Kind::bad_input, path + " at offset " + std::to_string(bytes.offset()), cause,
                             "what stands before was read; export it again"});
  file.recording.seal();
  return file;
}

}  // namespace markhound::crawler
