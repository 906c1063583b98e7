// JSON as shops really write it, made into JSON where only one meaning is possible.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler::html {

/// Drops what stands around the value (HTML comment and CDATA wrappers, a byte order mark, `;` after it), comments and
/// commas before a closing bracket; escapes control characters inside strings, drops them outside; escapes a lone
/// backslash. Strings are otherwise left as they are. One linear pass; the outcome need not be JSON.
std::string repaired_json(std::string_view text);

/// From `text` that begins with '{' or '[': the bytes up to its closing bracket, strings respected (single-quoted
/// ones too); all of it where it is never closed.
std::string_view balanced(std::string_view text);

}  // namespace markhound::crawler::html
