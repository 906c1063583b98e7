// Takes the Content-Encoding off a body, never past a limit: a bomb stops there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace markhound::crawler {

/// What could be decoded, and whether that is all of it.
struct Decoded {
  enum class End {
    whole,       ///< the encoding's own end was reached
    truncated,   ///< the input stopped early; `content` is what came out until then
    corrupt,     ///< the input is damaged; `content` is what came out until there
    over_limit,  ///< more than the limit would have come out; `content` is empty
    unknown,     ///< an encoding that is not known here; `content` is empty
  };

  End end = End::whole;
  std::string content;
  std::string cause;  ///< in words, where it is not whole
};

/// Undoes a Content-Encoding header (RFC 9110 section 8.4): gzip, deflate (zlib, and the raw form that some servers
/// send), br, zstd, identity, and up to five of them stacked. `limit` holds for what every layer gives, in bytes.
/// A body that claims gzip, deflate or zstd and bears no sign of it is taken as it is, as shops mislabel plain pages.
Decoded decode_content(std::string_view body, std::string_view content_encoding, std::size_t limit);

/// One or more gzip members; zero padding and garbage after the last one are ignored (RFC 1952 section 2.2).
Decoded decode_gzip(std::string_view body, std::size_t limit);
/// zlib stream (RFC 1950), or a raw one (RFC 1951) where the header is none.
Decoded decode_deflate(std::string_view body, std::size_t limit);
Decoded decode_brotli(std::string_view body, std::size_t limit);
/// One or more frames; windows over 8 MiB are refused (RFC 9659).
Decoded decode_zstd(std::string_view body, std::size_t limit);

/// Whether the bytes begin as a gzip member does.
bool looks_gzipped(std::string_view bytes);

}  // namespace markhound::crawler
