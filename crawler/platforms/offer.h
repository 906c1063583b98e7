// schema.org Offer: price, currency, availability, seller, and where it ships.
#pragma once

#include "core/listing.h"
#include "crawler/html/item.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// Fills what is still empty in `listing` from the offers of `item`, which may be single, listed, aggregate or the item
/// itself. Of several the first with a price counts, one in stock before one that is not.
void read_offer(const html::Graph& graph, const html::Item& item, const OpenedPage& page, Listing& listing);

}  // namespace markhound::crawler
