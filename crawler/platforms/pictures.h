// Pictures of the thing on the page, as elements rather than as data.
#pragma once

#include <string>
#include <vector>

#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// Absolute addresses of pictures that may show the listing, the likeliest first: near the heading, in a gallery,
/// large. Logos, icons, flags and tracking pixels are left out. Lazy attributes and srcset (its largest) are read.
std::vector<std::string> pictures_of(const OpenedPage& page);

/// The best address that an <img> or <source> gives, as written; empty where it gives none.
std::string picture_address(const html::Document& document, html::Document::Id id);

}  // namespace markhound::crawler
