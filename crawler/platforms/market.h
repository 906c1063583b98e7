// Which country a page is for.
#pragma once

#include <string>

#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// ISO 3166 by, in this order: the region in the page's address ("/en-ca/", "/ie/en/", "shop.example.de"), og:locale,
/// <html lang="de-AT">. Empty where none names a region.
std::string market_of(const OpenedPage& page);

/// The same by the address alone, where there is no page.
std::string market_of_address(const std::string& url);

}  // namespace markhound::crawler
