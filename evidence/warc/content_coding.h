// Takes a Content-Encoding off a body (RFC 9110 section 8.4), so that what was parsed can be read again from what
// was transferred.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::evidence {

/// `codings` as the header names them ("gzip", "br", "gzip, br"): gzip, x-gzip, deflate (zlib or raw), br, zstd,
/// identity. Nothing where one is unknown, the data are not whole, or the result exceeds `cap` bytes.
std::optional<std::string> decode_content(std::string_view body, std::string_view codings, std::size_t cap);

}  // namespace markhound::evidence
