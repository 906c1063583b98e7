// Pages of ebay.* that a person saved or archived.
#pragma once

#include <string>

#include "crawler/platform.h"

namespace markhound::crawler {

bool accepts_ebay(const Capture& capture);
Page parse_ebay(const Capture& capture);
std::string search_ebay(const std::string& query);

}  // namespace markhound::crawler
