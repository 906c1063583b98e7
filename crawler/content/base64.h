// Base 64 (RFC 4648 section 4), as HAR, MHTML and the DevTools protocol carry bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

std::string to_base64(std::string_view bytes);

/// Blanks and line ends are passed by, padding may be missing; nothing where any other character stands in it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace markhound::crawler
