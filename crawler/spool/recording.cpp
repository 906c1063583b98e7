#include "crawler/spool/recording.h"

#include <algorithm>
#include <functional>

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"
#include "crawler/http/capture_content.h"

namespace markhound::crawler {
namespace {

constexpr int max_hops = 10;

std::uint64_t key_of(const std::string& url) { return std::hash<std::string>{}(canonical(url)); }

/// Lengths as eight bytes, then what they announce: only ever read by the process that wrote it.
class Writer {
 public:
  void put(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>(number >> shift);
  }
  void put(const std::string& text) {
    put(text.size());
    out_ += text;
  }
  void put(const std::vector<Header>& headers) {
    put(headers.size());
    for (const Header& header : headers) {
      put(header.name);
      put(header.value);
    }
  }
  const std::string& bytes() const { return out_; }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(const std::string& bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 8)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_.at(at_++))) << shift;
    return value;
  }
  std::string text() {
    const std::uint64_t size = number();
    std::string out = bytes_.substr(at_, size);
    at_ += size;
    return out;
  }
  std::vector<Header> headers() {
    std::vector<Header> out(number());
    for (Header& header : out) {
      header.name = text();
      header.value = text();
    }
    return out;
  }

 private:
  const std::string& bytes_;
  std::size_t at_ = 0;
};

std::string packed(const Capture& capture) {
  Writer out;
  out.put(capture.url);
  out.put(static_cast<std::uint64_t>(capture.time.time_since_epoch().count()));
  out.put(capture.media_type);
  out.put(capture.charset);
  out.put(capture.problems.size());
  for (const Problem& problem : capture.problems) {
    out.put(static_cast<std::uint64_t>(problem.kind));
    out.put(problem.thing);
    out.put(problem.cause);
    out.put(problem.mend);
  }
  out.put(capture.exchanges.size());
  for (const Exchange& exchange : capture.exchanges) {
    out.put(exchange.method);
    out.put(exchange.url);
    out.put(exchange.request_headers);
    out.put(exchange.protocol);
    out.put(static_cast<std::uint64_t>(exchange.status));
    out.put(exchange.reason);
    out.put(exchange.response_headers);
    out.put(exchange.body);
    out.put(exchange.remote_address);
  }
  if (capture.exchanges.empty()) out.put(capture.content);
  return out.bytes();
}

Capture unpacked(const std::string& bytes) {
  Reader in(bytes);
  Capture capture;
  capture.url = in.text();
  capture.time = UtcTime(std::chrono::milliseconds(static_cast<std::int64_t>(in.number())));
  capture.media_type = in.text();
  capture.charset = in.text();
  capture.problems.resize(in.number());
  for (Problem& problem : capture.problems) {
    problem.kind = static_cast<Problem::Kind>(in.number());
    problem.thing = in.text();
    problem.cause = in.text();
    problem.mend = in.text();
  }
  capture.exchanges.resize(in.number());
  for (Exchange& exchange : capture.exchanges) {
    exchange.method = in.text();
    exchange.url = in.text();
    exchange.request_headers = in.headers();
    exchange.protocol = in.text();
    exchange.status = static_cast<int>(in.number());
    exchange.reason = in.text();
    exchange.response_headers = in.headers();
    exchange.body = in.text();
    exchange.remote_address = in.text();
  }
  if (capture.exchanges.empty()) capture.content = in.text();
  return capture;
}

/// Where a recorded answer leads on to.
std::optional<std::string> next_hop(const Capture& capture) {
  if (capture.exchanges.empty()) return std::nullopt;
  const Exchange& last = capture.exchanges.back();
  const std::string location = header_value(last.response_headers, "location");
  return last.status / 100 == 3 && !location.empty() ? resolve(last.url, location) : std::nullopt;
}

}  // namespace

Result<Recording> Recording::make() {
  auto file = TempFile::make();
  if (!file) return file.problem();
  return Recording(std::move(file).value());
}

Result<void> Recording::add(const Capture& capture) {
  const std::string bytes = packed(capture);
  const bool good = capture.exchanges.empty() || capture.exchanges.back().status == 200;
  entries_.push_back({key_of(capture.url), file_.size(), bytes.size(), good});
  return file_.write(bytes);
}

void Recording::seal() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.good && !b.good; });
}

Result<std::optional<Capture>> Recording::find(const std::string& url) const {
  const std::uint64_t key = key_of(url);
  const std::string wanted = canonical(url);
  const auto first =
      std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key < key; });
  for (auto entry = first; entry != entries_.end() && entry->key == key; ++entry) {
    const auto bytes = file_.read(entry->offset, entry->size);
    if (!bytes) return bytes.problem();
    Capture capture = unpacked(*bytes);
    if (canonical(capture.url) == wanted) return std::optional(std::move(capture));
  }
  return std::optional<Capture>{};
}

Result<Capture> Recording::capture(const std::string& url, const std::string& source, std::size_t max_bytes) const {
  auto found = find(url);
  if (!found) return found.problem();
  if (!*found) return Problem{Problem::Kind::not_found, url, source + " has no record of it", {}};
  Capture answer = std::move(**found);
  std::vector<Exchange> hops;
  for (auto next = next_hop(answer); next && hops.size() < max_hops; next = next_hop(answer)) {
    auto further = find(*next);
    if (!further || !*further) break;
    hops.push_back(std::move(answer.exchanges.back()));
    answer = std::move(**further);
  }
  if (!answer.exchanges.empty()) {
    answer.exchanges.insert(answer.exchanges.begin(), std::make_move_iterator(hops.begin()),
                            std::make_move_iterator(hops.end()));
    auto read = with_content(std::move(answer), max_bytes);
    if (!read) return read;
    answer = std::move(read).value();
  } else if (answer.media_type.empty()) {
    answer.media_type = guess_media_type(answer.url, answer.content);
  }
  answer.origin = Capture::Origin::archive;
  answer.source = source;
  answer.asked = url;
  return answer;
}

}  // namespace markhound::crawler
