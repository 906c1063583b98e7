// Which network addresses a crawler must not be led to: a page decides what is fetched next, and must not reach into
// the operator's own network (server-side request forgery).
#pragma once

#include <optional>
#include <string>

struct sockaddr;

namespace markhound::crawler {

/// Why the address is not a public one ("loopback", "private use", …; IANA special-purpose registries, RFC 6890), or
/// nothing for a public one. Addresses that embed another (IPv4-mapped, NAT64, 6to4, Teredo) are refused whole, as
/// are families other than IPv4 and IPv6. Asked for each address right before the socket is opened, so neither a
/// redirect, an odd spelling nor a second DNS answer gets past.
std::optional<std::string> special_purpose(const sockaddr& address);

/// "192.0.2.1" or "2001:db8::1".
std::string to_text(const sockaddr& address);

}  // namespace markhound::crawler
