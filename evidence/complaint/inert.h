// Text of sellers and pages on its way into a form, a sheet or a file: nothing in it acts, nothing in it is invisible.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace markhound::evidence::complaint {

/// Control, bidi and zero-width characters shown as [U+202E]; line breaks and tabs become spaces; bytes that are no
/// UTF-8 become U+FFFD. For one line.
std::string visible(std::string_view text);

/// As visible(), but keeps line breaks ("\n"): for what the user wrote in several lines.
std::string visible_lines(std::string_view text);

/// An address that can be pasted: what visible() would show, and spaces and quotes, are percent-encoded.
std::string pasteable_address(std::string_view address);

/// Length in UTF-16 units, by which web forms count.
std::size_t form_length(std::string_view text);

/// As many whole characters as fit into `most` UTF-16 units, "…" last where it was cut.
std::string fitted(std::string_view text, std::size_t most);

/// One cell of CSV (RFC 4180), kept from being taken for a formula (OWASP, CSV injection): what begins with = + - @,
/// one of their full-width forms or a tab gets a quote mark before it.
std::string inert_cell(std::string_view text);

}  // namespace markhound::evidence::complaint
