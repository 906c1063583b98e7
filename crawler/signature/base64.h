// RFC 4648.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// Section 4, with padding.
std::string base64(std::string_view bytes);
/// Section 5, without padding.
std::string base64url(std::string_view bytes);

}  // namespace markhound::crawler
