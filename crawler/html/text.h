// Small operations on the text of pages. All are linear and take any bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace markhound::crawler::html {

inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_alnum(char c) { return is_digit(c) || is_alpha(c); }
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Without blanks at both ends; the no-break space (U+00A0) counts as one.
std::string_view trim(std::string_view text);

/// Runs of blanks, no-break and zero-width spaces become one space; none at the ends.
std::string collapse(std::string_view text);

/// ASCII letters in lower case.
std::string lowered(std::string_view text);

/// Lower case by Unicode's rules for any script; invalid UTF-8 is replaced by U+FFFD.
std::string folded(std::string_view text);

/// ASCII letters compared without case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The words of an attribute's value (class, itemprop), split at blanks; at most 64.
std::vector<std::string_view> words_of(std::string_view value);

/// At most `bytes` of it, cut between two code points.
std::string_view clipped(std::string_view text, std::size_t bytes);

/// Character references (&amp; &#39; &nbsp; …) replaced once; the few names that occur inside attribute-like data.
std::string unescaped(std::string_view text);

}  // namespace markhound::crawler::html
