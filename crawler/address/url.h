// Addresses of pages: made absolute as browsers do (url_record.h), and brought to one form so that a page is visited
// once. Pure. What the fetcher sends is what resolve() gave, so no second parser decides where it leads.
#pragma once

#include <optional>
#include <string>

namespace markhound::crawler {

/// The absolute http, https or file URL that `reference` means on the page at `base` (WHATWG URL standard): blanks
/// around it ignored, what may not stand in a URL percent-encoded, the host in ASCII (IDNA), numeric IPv4 hosts in
/// dotted form, fragment and credentials dropped. An absolute reference needs no base. Nothing for any other scheme
/// (mailto:, javascript:, data:) and for what is no URL. A saved page (`base` is file:) came from the web: its
/// "//host/x" is taken as https.
std::optional<std::string> resolve(const std::string& base, const std::string& reference);

/// The key under which a frontier knows a page: scheme and host in lower case, default port, dot segments, empty
/// query, fragment, session ids and tracking parameters (utm_*, gclid, fbclid, …) dropped, percent-encoding as RFC 3986
/// section 6.2.2 has it. The order of parameters is kept, as servers may heed it. What is no URL comes back as it is.
std::string canonical(const std::string& url);

/// The host in lower case, an IPv6 address in brackets; empty where there is none.
std::string host_of(const std::string& url);

/// Scheme, host and port ("https://shop.example:8443"): what robots.txt holds for. Empty where it is no web URL.
std::string origin_of(const std::string& url);

/// Path and query as a request line has them ("/item?id=7"); "/" where there is no path.
std::string path_of(const std::string& url);

/// Whether it is an absolute http or https URL with a host.
bool is_web_url(const std::string& url);

}  // namespace markhound::crawler
