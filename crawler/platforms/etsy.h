// Pages of etsy.com that a person saved or archived.
#pragma once

#include <string>

#include "crawler/platform.h"

namespace markhound::crawler {

bool accepts_etsy(const Capture& capture);
Page parse_etsy(const Capture& capture);
std::string search_etsy(const std::string& query);

}  // namespace markhound::crawler
