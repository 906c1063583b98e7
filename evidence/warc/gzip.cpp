#include "evidence/warc/gzip.h"

#include <algorithm>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>

#include <libdeflate.h>
#include <zlib.h>

namespace markhound::evidence {
namespace {

constexpr int gzip_window = MAX_WBITS + 16;

Bytef* input(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

struct CompressorCloser {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// One a thread and level: making one costs more than most records do.
libdeflate_compressor& compressor_of(int level) {
  thread_local std::map<int, std::unique_ptr<libdeflate_compressor, CompressorCloser>> compressors;
  auto& compressor = compressors[level];
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return *compressor;
}

Problem torn(const char* why) { return {Problem::Kind::bad_input, "gzip member", why, "restore the file from a copy"}; }

}  // namespace

std::string gzip_member(std::initializer_list<std::string_view> parts, int level) {
  std::string whole;
  std::size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  whole.reserve(size);
  for (std::string_view part : parts) whole += part;
  libdeflate_compressor& compressor = compressor_of(level);
  std::string out(libdeflate_gzip_compress_bound(&compressor, whole.size()), '\0');
  out.resize(libdeflate_gzip_compress(&compressor, whole.data(), whole.size(), out.data(), out.size()));
  if (out.empty()) throw std::length_error("a record did not fit into the room that is enough for any");
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
