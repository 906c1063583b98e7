// Where a host lies, found out here: behind a proxy the guard at the socket sees the proxy alone.
#pragma once

#include <string>

#include "core/result.h"

namespace markhound::crawler {

/// The first address of the URL's host that may be connected to (address_guard.h), as text; any where `allow_private`.
/// A Problem of kind refused where it has only others, of kind io where its name does not resolve. Blocks as long as
/// the system's resolver does.
Result<std::string> public_address(const std::string& url, bool allow_private);

/// "address:port" of a URL for libcurl's CURLOPT_CONNECT_TO, whatever host it names.
std::string connect_to(const std::string& url, const std::string& address);

}  // namespace markhound::crawler
