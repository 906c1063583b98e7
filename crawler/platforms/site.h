// Which platform a capture came from.
#pragma once

#include <string>
#include <string_view>

#include "core/capture.h"

namespace markhound::crawler {

/// Whether the page is of a host whose registered name is `name` under any suffix ("amazon" for www.amazon.co.uk): by
/// the capture's address, or for a saved file by the canonical address that its head names.
bool is_site(const Capture& capture, std::string_view name);

/// `prefix` and the query percent-encoded (RFC 3986 section 2.1), as the value of a URL's last parameter.
std::string with_query(std::string_view prefix, std::string_view query);

}  // namespace markhound::crawler
