// Open Graph, product: and twitter: tags.
#pragma once

#include "core/listing.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// What the page's <meta> tags say of its listing (https://ogp.me, and Facebook's product tags).
Listing read_meta_tags(const OpenedPage& page);

/// Whether og:type calls the page a product.
bool is_called_product(const OpenedPage& page);

}  // namespace markhound::crawler
