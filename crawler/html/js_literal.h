// A value as JavaScript writes it, made into JSON. Nothing is run.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler::html {

/// The object or array literal in `text` as JSON: bare keys quoted, single-quoted and `\x41` strings rewritten,
/// comments and commas before a closing bracket dropped, `undefined`, `NaN` and `void 0` made null, `!0` true. What is
/// no literal (a call, a sum) is left as it is, so that the outcome is no JSON. One linear pass.
std::string json_of_literal(std::string_view text);

/// What the string literal at the beginning of `text` holds ("…" or '…', escapes resolved, at most `most` bytes);
/// empty where there is none.
std::string string_of_literal(std::string_view text, std::size_t most);

}  // namespace markhound::crawler::html
