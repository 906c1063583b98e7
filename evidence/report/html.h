// Text from outside, made inert for HTML: nothing in it is markup, and nothing in it is invisible.
#pragma once

#include <string>
#include <string_view>

#include "core/candidate.h"

namespace markhound::evidence {

/// Escapes markup; shows control, bidi and zero-width characters by their code points, so that none of them acts;
/// bytes that are no UTF-8 become U+FFFD.
std::string escape(std::string_view text);

/// The text with the bytes of `span` marked; unmarked where the span does not fit the text.
std::string escape_marked(std::string_view text, Span span);

std::string base64(std::string_view bytes);

/// A heading in both languages.
std::string heading(int level, const char* english, const char* chinese);

/// A two-column row, left out where `value` (HTML) is empty.
std::string row(const char* english, const char* chinese, const std::string& value);

}  // namespace markhound::evidence
