// HTTP requests and responses as the blocks of WARC records, and read back from them.
#pragma once

#include <string>
#include <string_view>

#include "core/capture.h"

namespace markhound::evidence {

/// The head of the request, with its empty line. A later protocol is written as HTTP/1.1, as archives have it.
std::string request_head(const Exchange& exchange);

/// The head of the response, with its empty line. The body is kept as it was transferred but without its chunks, so
/// Transfer-Encoding is written as X-Markhound-Orig-Transfer-Encoding: otherwise readers would look for chunks.
std::string response_head(const Exchange& exchange);

/// Sets method, request headers and request body from a request block.
bool read_request(std::string_view block, Exchange& exchange);

/// Sets status, reason, response headers and body from a response block; undoes what response_head renamed.
bool read_response(std::string_view block, Exchange& exchange);

}  // namespace markhound::evidence
