// Content-Transfer-Encoding (RFC 2045 section 6), as parts of an MHTML have it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

/// Quoted-printable as mail readers take it: what is no escape stays as it is.
std::string from_quoted_printable(std::string_view text);

/// "quoted-printable", "base64", "7bit", "8bit", "binary" or none, in any case; nothing where the encoding is unknown
/// or the text is none of it.
std::optional<std::string> decode_transfer(std::string_view encoding, std::string_view body);

}  // namespace markhound::crawler
