// From the bytes of a page to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler::html {

/// Decides in the order of WHATWG HTML section 13.2.3.2: byte order mark, `header_charset` (of Content-Type), the
/// page's own <meta>, and last ICU's detection over the first 64 KiB. What is no character becomes U+FFFD; never fails.
std::string to_utf8(std::string_view bytes, std::string_view header_charset);

}  // namespace markhound::crawler::html
