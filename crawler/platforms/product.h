// schema.org Product in structured data, whichever syntax it came in.
#pragma once

#include "core/listing.h"
#include "crawler/html/item.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// What the graph says of the one thing that the page sells; an empty listing where it tells of none, or of many alike
/// (a category page). Images absolute.
Listing read_product(const html::Graph& graph, const OpenedPage& page);

/// Addresses of the things that the graph lists (ItemList, several products): links of a category page. Absolute.
std::vector<std::string> listed_urls(const html::Graph& graph, const OpenedPage& page);

}  // namespace markhound::crawler
