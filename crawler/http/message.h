// An HTTP response as an archive holds it: head and body in one block of bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/capture.h"

namespace markhound::crawler {

/// The exchange with its response filled in, chunking taken off the body; nothing where the block does not begin with
/// a status line. The request stays empty.
std::optional<Exchange> parse_response(std::string_view block);

/// Takes Transfer-Encoding: chunked off (RFC 9112 section 7.1). Archives often claim chunking of a body that has none
/// any more: what does not parse as chunks comes back as it is. Broken off in the middle, it gives what came until
/// then.
std::string dechunk(std::string_view body);

}  // namespace markhound::crawler
