// The page reader that serves every shop; the others begin with it and correct what their platform has of its own.
#pragma once

#include "core/listing.h"
#include "crawler/platform.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

bool accepts_html(const Capture& capture);

/// All sources read and weighed against each other; an empty title where the page sells nothing.
Listing read_listing(const OpenedPage& page);

Page parse_generic(const Capture& capture);

}  // namespace markhound::crawler
