// Which platform a capture came from.
#pragma once

#include <string>
#include <string_view>

#include "core/capture.h"

namespace markhound::crawler {

/// Whether the page is of a host whose registered name is `name` under any suffix ("amazon" for www.amazon.co.uk): by
/// the capture's address, or for a saved file by the canonical address that its head names.
bool is_site(const Capture& capture, std::string_view name);

/// The address that a browser wrote into the page as it saved it ("<!-- saved from url=(0031)https://… -->",
/// SingleFile's "url: https://…"); empty where there is none.
std::string saved_from(std::string_view page);

/// The address that a saved page gives itself, found without parsing it: what the browser noted as it saved it, else
/// the href near rel="canonical", or og:url; empty where there is none.
std::string own_address(std::string_view page);

/// `prefix` and the query percent-encoded (RFC 3986 section 2.1), as the value of a URL's last parameter.
std::string with_query(std::string_view prefix, std::string_view query);

}  // namespace markhound::crawler
