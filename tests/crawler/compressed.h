// Makes compressed bodies for tests: what the crawler itself only ever unpacks.
#pragma once

#include <string>
#include <string_view>

#include <zlib.h>

namespace markhound::test {

/// zlib's window: 15 + 16 for gzip, 15 for zlib, -15 for raw deflate.
inline std::string deflate_with(std::string_view text, int window) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzip(std::string_view text) { return deflate_with(text, 15 + 16); }

}  // namespace markhound::test
