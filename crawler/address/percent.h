// Percent-encode sets of the WHATWG URL standard, section 1.3.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

enum class EncodeSet { c0_control, fragment, query, special_query, path, userinfo };

/// Appends the byte, or %XX where it is in the set. Bytes outside ASCII are in every set.
void append_encoded(std::string& out, char c, EncodeSet set);

/// %XX decoded, where XX are digits; a stray "%" stays.
std::string percent_decoded(std::string_view text);

}  // namespace markhound::crawler
