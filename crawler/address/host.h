// Hosts of URLs by the WHATWG URL standard, section 3: one spelling for each, so that what is compared is what is
// connected to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

/// The host of a special scheme, serialised: a domain in ASCII (UTS #46) and lower case, an IPv4 address in dotted form
/// however its numbers were written, an IPv6 address in brackets. Nothing where it is none.
std::optional<std::string> parse_host(std::string_view text);

/// The host of any other scheme: an IPv6 address in brackets, else percent-encoded as it is.
std::optional<std::string> parse_opaque_host(std::string_view text);

/// "1.2.3.4" from one to four numbers, decimal, octal or hexadecimal. A domain that ends in a number is an address or
/// nothing.
bool ends_in_number(std::string_view domain);
std::optional<std::string> parse_ipv4(std::string_view text);

/// What stands between the brackets, in the form of RFC 5952, without brackets.
std::optional<std::string> parse_ipv6(std::string_view text);

/// UTS #46 to ASCII, non-transitional; nothing where it is no domain.
std::optional<std::string> domain_to_ascii(std::string_view domain);

}  // namespace markhound::crawler
