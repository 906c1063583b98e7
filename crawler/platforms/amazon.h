// Pages of amazon.* that a person saved or archived.
#pragma once

#include <string>

#include "crawler/platform.h"

namespace markhound::crawler {

bool accepts_amazon(const Capture& capture);
Page parse_amazon(const Capture& capture);
std::string search_amazon(const std::string& query);

}  // namespace markhound::crawler
