#include <algorithm>
#include <limits>

#include <zlib.h>

#include "crawler/content/decoder.h"
#include "crawler/content/growing_buffer.h"

namespace markhound::crawler {
namespace {

constexpr int gzip_window = 15 + 16;
constexpr int zlib_window = 15;
constexpr int raw_window = -15;

class Inflater {
 public:
  Inflater(std::string_view body, int window) {
    ready_ = inflateInit2(&stream_, window) == Z_OK;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(body.size(), std::numeric_limits<uInt>::max()));
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// To the end of one member or stream.
  Decoded::End run(GrowingBuffer& out) {
    if (!ready_) return Decoded::End::corrupt;
    while (true) {
      stream_.next_out = reinterpret_cast<Bytef*>(out.room());
      stream_.avail_out = static_cast<uInt>(out.room_size());
      const int state = inflate(&stream_, Z_NO_FLUSH);
      out.wrote(out.room_size() - stream_.avail_out);
      if (out.over()) return Decoded::End::over_limit;
      if (state == Z_STREAM_END) return Decoded::End::whole;
      if (state == Z_BUF_ERROR && stream_.avail_in == 0) return Decoded::End::truncated;
      if (state != Z_OK && state != Z_BUF_ERROR) return Decoded::End::corrupt;
    }
  }

  std::string_view rest() const { return {reinterpret_cast<const char*>(stream_.next_in), stream_.avail_in}; }
  bool next_member() { return inflateReset(&stream_) == Z_OK; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

Decoded finish(Decoded::End end, GrowingBuffer& out, std::size_t limit) {
  switch (end) {
    case Decoded::End::whole: return {end, out.take(), {}};
    case Decoded::End::over_limit: return {end, {}, "it unpacks to more than " + std::to_string(limit) + " bytes"};
    case Decoded::End::truncated: return {end, out.take(), "its compressed data end early"};
    default: return {Decoded::End::corrupt, out.take(), "its compressed data are damaged"};
  }
}

}  // namespace

Decoded decode_gzip(std::string_view body, std::size_t limit) {
  GrowingBuffer out(limit);
  Inflater inflater(body, gzip_window);
  Decoded::End end = inflater.run(out);
  while (end == Decoded::End::whole && looks_gzipped(inflater.rest()) && inflater.next_member())
    end = inflater.run(out);
  return finish(end, out, limit);
}

Decoded decode_deflate(std::string_view body, std::size_t limit) {
  GrowingBuffer out(limit);
  const Decoded::End end = Inflater(body, zlib_window).run(out);
  Decoded zlib = finish(end, out, limit);
  if (end != Decoded::End::corrupt || !zlib.content.empty()) return zlib;
  GrowingBuffer raw_out(limit);
  const Decoded::End raw_end = Inflater(body, raw_window).run(raw_out);
  Decoded raw = finish(raw_end, raw_out, limit);
  const bool nothing = raw.end == Decoded::End::corrupt && raw.content.empty();
  return nothing ? Decoded{Decoded::End::whole, std::string(body), {}} : raw;
}

}  // namespace markhound::crawler
