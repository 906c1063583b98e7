#include "evidence/warc/gzip.h"

#include <algorithm>
#include <memory>
#include <new>

#include <zlib.h>

namespace markhound::evidence {
namespace {

constexpr int gzip_window = MAX_WBITS + 16;

Bytef* input(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

/// Room for what `part` may become; deflateBound holds for one call of the whole input only.
void deflate_part(z_stream& stream, std::string_view part, int flush, std::string& out) {
  stream.next_in = input(part);
  stream.avail_in = static_cast<uInt>(part.size());
  do {
    const std::size_t used = out.size();
    out.resize(used + std::max<std::size_t>(4096, stream.avail_in + stream.avail_in / 64));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    deflate(&stream, flush);
    out.resize(out.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

Problem torn(const char* why) { return {Problem::Kind::bad_input, "gzip member", why, "restore the file from a copy"}; }

}  // namespace

std::string gzip_member(std::initializer_list<std::string_view> parts, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&deflateEnd)> end(&stream, deflateEnd);
  std::string out;
  for (std::string_view part : parts) {
    if (!part.empty()) deflate_part(stream, part, Z_NO_FLUSH, out);
  }
  deflate_part(stream, {}, Z_FINISH, out);
  return out;
}

Result<std::string> gunzip_member(std::string_view& bytes, std::size_t cap) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> end(&stream, inflateEnd);
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 0xffffffffu));
  std::string out;
  int state = Z_OK;
  while (state == Z_OK) {
    const std::size_t used = out.size();
    if (used > cap) return Problem{Problem::Kind::limit, "gzip member", "it inflates beyond the limit", ""};
    out.resize(used + std::clamp<std::size_t>(used, 16u << 10, 4u << 20));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = static_cast<uInt>(out.size() - used);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  if (state == Z_BUF_ERROR) return torn("it ends too early");
  if (state != Z_STREAM_END) return torn("it is not whole gzip data");
  if (out.size() > cap) return Problem{Problem::Kind::limit, "gzip member", "it inflates beyond the limit", ""};
  bytes.remove_prefix(bytes.size() - stream.avail_in);
  return out;
}

}  // namespace markhound::evidence
