// The trail of categories that a page prints.
#pragma once

#include <string>

#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// "Home > Shoes > Boots" as printed, without the step that is the listing itself; empty where there is no trail.
std::string printed_trail(const OpenedPage& page);

}  // namespace markhound::crawler
