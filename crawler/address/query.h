// What in an address says nothing about the page: sessions, campaigns, ways of writing the same byte.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// Percent-encoded letters, digits and "-._~" decoded, the digits of all other escapes in upper case (RFC 3986
/// section 6.2.2). A stray "%" stays.
std::string normalize_escapes(std::string_view text);

/// Every byte but letters, digits and "-._~" as %XX: a value that may stand anywhere in a URL.
std::string percent_encoded(std::string_view text);

/// The query without parameters that only track the visitor or his session, the others in their order.
std::string without_tracking(std::string_view query);

/// The path without ";jsessionid=…".
std::string without_path_session(std::string_view path);

}  // namespace markhound::crawler
