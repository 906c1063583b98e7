// Of all the things that structured data tells of, the one that the page sells.
#pragma once

#include "crawler/html/item.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// Whether it is of a type that is sold, or has offers.
bool is_sold(const html::Item& item);

/// Null where the graph sells nothing, or many things alike and the page is named after none of them.
const html::Item* main_product(const html::Graph& graph, const OpenedPage& page);

/// Of a ProductGroup (hasVariant) the variant that the page's address names, else the first; null where it has none.
const html::Item* variant_for(const html::Graph& graph, const html::Item& group, const OpenedPage& page);

}  // namespace markhound::crawler
