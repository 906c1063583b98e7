#include "crawler/warc/input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <zlib.h>

namespace markhound::crawler {
namespace {

constexpr std::size_t piece = 64u << 10;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

struct WarcInput::State {
  explicit State(WarcPart of) : part(std::move(of)) {}

  WarcPart part;
  std::unique_ptr<std::FILE, FileCloser> file;
  std::uint64_t file_at = 0;  ///< of the part: where the next bytes come from
  bool compressed = false;
  bool damaged = false;
  z_stream stream{};
  bool in_member = false;

  std::vector<char> raw = std::vector<char>(piece);  ///< as it stands in the file
  std::size_t raw_at = 0;
  std::size_t raw_end = 0;
  std::uint64_t raw_base = 0;  ///< file offset of raw[0]

  std::vector<char> out = std::vector<char>(piece);  ///< what is read from; of one member only
  std::size_t out_at = 0;
  std::size_t out_end = 0;
  WarcPlace out_base;  ///< place of out[0]

  std::size_t read_file(std::vector<char>& to) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(to.size(), part.length - file_at));
    const std::size_t got = std::fread(to.data(), 1, most, file.get());
    file_at += got;
    return got;
  }

  bool load_raw() {
    if (raw_at < raw_end) return true;
    raw_base += raw_end;
    raw_at = 0;
    raw_end = read_file(raw);
    return raw_end > 0;
  }

  void go_to(std::uint64_t offset) {
    std::clearerr(file.get());
    file_at = std::min(offset, part.length);
    fseeko(file.get(), static_cast<off_t>(part.offset + file_at), SEEK_SET);
    raw_at = raw_end = 0;
    raw_base = offset;
    out_at = out_end = 0;
    in_member = damaged = false;
  }
};

WarcInput::WarcInput(std::unique_ptr<State> state) : state_(std::move(state)) {}

WarcInput::~WarcInput() { inflateEnd(&state_->stream); }

Result<std::unique_ptr<WarcInput>> WarcInput::open(const WarcPart& part) {
  auto state = std::make_unique<State>(part);
  state->file.reset(std::fopen(part.path.c_str(), "rbe"));
  if (!state->file)
    return Problem{Problem::Kind::io, part.name, std::strerror(errno), "check the name and its permissions"};
  if (inflateInit2(&state->stream, 15 + 16) != Z_OK)
    return Problem{Problem::Kind::internal, part.name, "no memory", {}};
  std::array<char, 2> magic{};
  state->go_to(0);
  state->compressed =
      std::fread(magic.data(), 1, 2, state->file.get()) == 2 && magic[0] == '\x1f' && magic[1] == '\x8b';
  state->go_to(0);
  return std::unique_ptr<WarcInput>(new WarcInput(std::move(state)));
}

bool WarcInput::begin_member() {
  State& s = *state_;
  if (!s.load_raw()) return false;
  while (s.raw[s.raw_at] == '\0') {  // padding between members
    ++s.raw_at;
    if (!s.load_raw()) return false;
  }
  s.out_base = {s.raw_base + s.raw_at, 0};
  s.out_at = s.out_end = 0;
  s.in_member = inflateReset(&s.stream) == Z_OK;
  return s.in_member;
}

/// False at the member's end and at damage; true where something came out.
bool WarcInput::inflate_some() {
  State& s = *state_;
  s.out_base.inner += s.out_end;
  s.out_at = s.out_end = 0;
  while (s.out_end == 0) {
    if (!s.load_raw()) {
      s.damaged = true;
      return false;
    }
    s.stream.next_in = reinterpret_cast<Bytef*>(s.raw.data() + s.raw_at);
    s.stream.avail_in = static_cast<uInt>(s.raw_end - s.raw_at);
    s.stream.next_out = reinterpret_cast<Bytef*>(s.out.data());
    s.stream.avail_out = static_cast<uInt>(s.out.size());
    const int code = inflate(&s.stream, Z_NO_FLUSH);
    s.raw_at = s.raw_end - s.stream.avail_in;
    s.out_end = s.out.size() - s.stream.avail_out;
    if (code == Z_STREAM_END) {
      s.in_member = false;
      break;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
      s.damaged = true;
      break;
    }
  }
  return s.out_end > 0;
}

bool WarcInput::fill() {
  State& s = *state_;
  if (s.out_at < s.out_end) return true;
  if (!s.compressed) {
    s.out_base.member += s.out_end;
    s.out_at = 0;
    s.out_end = s.read_file(s.out);
    return s.out_end > 0;
  }
  while (!s.damaged) {
    if (!s.in_member && !begin_member()) return false;
    if (inflate_some()) return true;
  }
  return false;
}

std::uint64_t WarcInput::read(std::string& out, std::uint64_t most) {
  State& s = *state_;
  std::uint64_t got = 0;
  while (got < most && fill()) {
    const auto bytes = static_cast<std::size_t>(std::min<std::uint64_t>(most - got, s.out_end - s.out_at));
    out.append(s.out.data() + s.out_at, bytes);
    s.out_at += bytes;
    got += bytes;
  }
  return got;
}

std::uint64_t WarcInput::skip(std::uint64_t bytes) {
  State& s = *state_;
  std::uint64_t got = 0;
  while (got < bytes && fill()) {
    const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(bytes - got, s.out_end - s.out_at));
    s.out_at += some;
    got += some;
  }
  return got;
}

std::string WarcInput::line() {
  State& s = *state_;
  std::string out;
  while (out.size() < piece && fill()) {
    const std::string_view rest(s.out.data() + s.out_at, std::min(s.out_end - s.out_at, piece - out.size()));
    const auto end = rest.find('\n');
    const std::size_t bytes = end == std::string_view::npos ? rest.size() : end + 1;
    out.append(rest.substr(0, bytes));
    s.out_at += bytes;
    if (end != std::string_view::npos) break;
  }
  return out;
}

WarcPlace WarcInput::place() {
  fill();
  const State& s = *state_;
  if (s.compressed) return {s.out_base.member, s.out_base.inner + s.out_at};
  return {s.out_base.member + s.out_at, 0};
}

void WarcInput::seek(WarcPlace place) {
  state_->go_to(place.member);
  state_->out_base = {place.member, 0};
  skip(place.inner);
}

bool WarcInput::damaged() const { return state_->damaged; }

bool WarcInput::to_next_member() {
  State& s = *state_;
  if (!s.compressed) return false;
  const std::uint64_t bad_member = s.out_base.member;
  s.go_to(bad_member + 1);
  std::array<char, 3> last{};
  while (s.load_raw()) {
    last = {last[1], last[2], s.raw[s.raw_at++]};
    if (last != std::array<char, 3>{'\x1f', '\x8b', '\x08'}) continue;
    s.go_to(s.raw_base + s.raw_at - 3);
    return true;
  }
  return false;
}

const std::string& WarcInput::name() const { return state_->part.name; }

}  // namespace markhound::crawler
