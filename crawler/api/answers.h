// What the files of this folder share: the interfaces themselves, and how their answers are told from refusals.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "crawler/api/interface.h"

namespace markhound::crawler {

using MakeInterface = std::unique_ptr<Interface>(const std::string& base, const ApiAccess& access, Fetcher& live,
                                                 Clock& clock);
MakeInterface make_ebay, make_etsy, make_aliexpress, make_shopify, make_woocommerce;

/// The value that the user set; empty where there is none.
std::string credential(const ApiAccess& access, const char* name);

/// By the status: 401 and 403 speak of the credentials, other 4xx of the request. Nothing for 2xx, and for 404 and 410,
/// which are findings.
std::optional<Problem> refusal_by_status(const Capture& capture, const std::string& platform, const std::string& said);

/// A whole number that is a parameter of the URL, or `otherwise`.
std::size_t number_parameter(const std::string& url, const char* name, std::size_t otherwise);

}  // namespace markhound::crawler
