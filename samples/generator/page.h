// A listing as a shop prints it, in one of four shapes, and the pages around it.
#pragma once

#include <string>
#include <vector>

#include "samples/generator/listing.h"

namespace markhound::samples {

/// The whole HTML page. `related` are other listings that the page links to.
std::string product_page(const Listing& listing, const std::vector<const Listing*>& related);

/// The market's front page.
std::string index_page(const std::vector<Listing>& listings);

/// Every listing's address, `{{base}}` standing for the server's own.
std::string sitemap(const std::vector<Listing>& listings);

}  // namespace markhound::samples
