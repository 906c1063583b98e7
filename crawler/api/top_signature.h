// How requests to Alibaba's open platform are signed.
#pragma once

#include <string>

#include "crawler/address/parameters.h"

namespace markhound::crawler {

/// HMAC-SHA256 over names and values, joined without anything between them, in the order of the names' bytes; in hex
/// capitals. `parameters` are all of the request's but "sign", not percent-encoded.
/// Source: openservice.aliexpress.com, "Signature algorithm", sign_method=sha256, business interfaces ("/sync").
std::string top_signature(Parameters parameters, const std::string& secret);

}  // namespace markhound::crawler
