// How a path is compared with a pattern of robots.txt (RFC 9309 sections 2.2.2 and 2.2.3).
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// The form in which paths and patterns are compared: bytes outside ASCII and reserved escapes as %XX with digits in
/// upper case, escapes of unreserved characters decoded.
std::string comparable(std::string_view text);

/// The same for a path, where "*" and "$" are no signs: they become %2A and %24.
std::string comparable_path(std::string_view path);

/// Whether `pattern` matches from the beginning of `path`, to its end where `anchored`. Linear in the path for each
/// "*", without backtracking: the first place that fits is as good as any later one.
bool matches(std::string_view pattern, bool anchored, std::string_view path);

}  // namespace markhound::crawler
