#include "evidence/warc/warc_check.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <optional>

#include <zlib.h>

#include "core/capture.h"
#include "evidence/seal/digest.h"
#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

constexpr std::size_t longest_head = 64u << 10;
constexpr std::string_view blank_line = "\r\n\r\n";

/// One record as its bytes come in: head, block, and the two blank lines that end it.
class RecordCheck {
 public:
  explicit RecordCheck(std::set<std::string>& payloads, std::set<std::string>& revisited)
      : payloads_(payloads), revisited_(revisited) {}

  /// False where the record cannot be read on; `why` says so.
  bool feed(std::string_view bytes) {
    if (!block_left_) {
      const std::size_t before = head_.size();
      head_ += bytes.substr(0, longest_head);
      const auto end = head_.find(blank_line, before < 3 ? 0 : before - 3);
      if (end == head_.npos) return head_.size() < longest_head || fail("its head is too long");
      bytes.remove_prefix(std::min(bytes.size(), end + blank_line.size() - before));
      head_.resize(end + 2);
      if (!begin_block()) return false;
    }
    const std::string_view block = bytes.substr(0, std::min<std::uint64_t>(bytes.size(), *block_left_));
    take_block(block);
    *block_left_ -= block.size();
    tail_ += bytes.substr(block.size()).substr(0, 8);
    return true;
  }

  /// At the end of the member.
  bool finish() {
    if (!block_left_ || *block_left_ != 0 || tail_ != blank_line) return fail("it is not whole");
    if (!good_digest("WARC-Block-Digest", block_.finish())) return fail("its block does not have its digest");
    const std::string payload = header_value(fields_, "WARC-Payload-Digest");
    if (type_ == "revisit") {
      revisited_.insert(payload);
    } else if (has_payload() && !payload.empty()) {
      if (!good_digest("WARC-Payload-Digest", payload_.finish())) return fail("its payload does not have its digest");
      payloads_.insert(payload);
    }
    return true;
  }

  std::string id() const { return header_value(fields_, "WARC-Record-ID"); }
  const std::string& why() const { return why_; }

 private:
  bool fail(const char* why) {
    why_ = why;
    return false;
  }

  bool has_payload() const { return type_ == "response" || type_ == "resource"; }

  bool begin_block() {
    std::string_view lines = head_;
    if (!lines.starts_with("WARC/1.1\r\n")) return fail("it does not begin as WARC/1.1");
    for (lines.remove_prefix(10); !lines.empty(); lines.remove_prefix(lines.find("\r\n") + 2)) {
      const std::string_view line = lines.substr(0, lines.find("\r\n"));
      const auto colon = line.find(": ");
      if (colon == line.npos) return fail("a line of its head has no name");
      fields_.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
    }
    type_ = header_value(fields_, "WARC-Type");
    in_payload_ = type_ == "resource";
    const std::string length = header_value(fields_, "Content-Length");
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), number);
    if (error != std::errc{} || end != length.data() + length.size()) return fail("it has no Content-Length");
    block_left_ = number;
    return true;
  }

  void take_block(std::string_view bytes) {
    block_.update(bytes);
    if (!has_payload()) return;
    if (in_payload_) return payload_.update(bytes);
    // The payload of a response begins after the HTTP head; the last three bytes may hold the blank line's beginning.
    const std::size_t carried = http_tail_.size();
    http_tail_ += bytes;
    const auto end = http_tail_.find(blank_line);
    if (end == http_tail_.npos) {
      http_tail_.erase(0, http_tail_.size() - std::min<std::size_t>(http_tail_.size(), 3));
      return;
    }
    in_payload_ = true;
    payload_.update(bytes.substr(end + blank_line.size() - carried));
  }

  bool good_digest(const std::string& field, const Sha256::Bytes& digest) const {
    return header_value(fields_, field) == "sha256:" + hex(digest);
  }

  std::set<std::string>& payloads_;
  std::set<std::string>& revisited_;
  std::string head_;
  std::vector<Header> fields_;
  std::string type_;
  std::optional<std::uint64_t> block_left_;
  std::string tail_;
  bool in_payload_ = false;
  std::string http_tail_;
  Sha256 block_;
  Sha256 payload_;
  std::string why_;
};

}  // namespace

struct WarcCheck::State {
  explicit State(std::uint64_t most) : most_inflated(most), out(256u << 10, '\0') {
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) throw std::bad_alloc();
  }
  ~State() { inflateEnd(&stream); }

  void fail(const std::string& why) {
    const std::string id = record ? record->id() : "";
    const std::string thing = id.empty() ? "WARC record " + std::to_string(good + 1) : "WARC record " + id;
    problem = Problem{Problem::Kind::refused, thing, why, "ask the sender for the package again"};
  }

  /// Inflates what it can of the input; returns when that is used up or something is wrong.
  void inflate_some() {
    if (!record) record.emplace(payloads, revisited);
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return fail("it is not whole gzip data");
    const std::string_view bytes(out.data(), out.size() - stream.avail_out);
    inflated += bytes.size();
    if (inflated > most_inflated) return fail("the file inflates beyond the limit");
    if (!record->feed(bytes)) return fail(record->why());
    if (state == Z_STREAM_END) end_member();
  }

  void end_member() {
    if (!record->finish()) return fail(record->why());
    record.reset();
    ++good;
    inflateReset(&stream);
  }

  std::uint64_t most_inflated;
  std::uint64_t inflated = 0;
  std::string out;
  z_stream stream{};
  std::optional<RecordCheck> record;
  std::set<std::string> payloads;
  std::set<std::string> revisited;
  std::size_t good = 0;
  std::optional<Problem> problem;
};

WarcCheck::WarcCheck(std::uint64_t most_inflated) : state_(std::make_unique<State>(most_inflated)) {}
WarcCheck::~WarcCheck() = default;

void WarcCheck::feed(std::string_view bytes) {
  z_stream& stream = state_->stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  // A full output buffer may leave bytes inside zlib, so go on until it is not filled.
  do {
    if (state_->problem || (stream.avail_in == 0 && !state_->record)) return;
    state_->inflate_some();
  } while (stream.avail_in > 0 || stream.avail_out == 0);
}

Result<std::size_t> WarcCheck::finish() {
  if (!state_->problem && state_->record) state_->fail("it is cut short");
  if (state_->problem) return *state_->problem;
  for (const std::string& payload : state_->revisited) {
    if (!state_->payloads.contains(payload)) {
      return Problem{Problem::Kind::refused, "WARC payload " + payload, "a record refers to it and it is not there",
                     "ask the sender for the package again"};
    }
  }
  return state_->good;
}

}  // namespace markhound::evidence
