// The page reader that serves every shop; the others begin with it and correct what their platform has of its own.
#pragma once

#include "core/listing.h"
#include "crawler/platform.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

bool accepts_html(const Capture& capture);

/// All sources read and weighed against each other. `own` is what the reader of a platform found by rules of its own:
/// its fields come first, and with an id and a title the page is a listing; not so where `sure` is false, as the id is
/// only in the address. Otherwise there is no listing where the
/// page sells nothing, or many things; then its links are given. Takes the problems out of `opened`.
Page read_page(OpenedPage& opened, const Listing& own = {}, bool sure = true);

}  // namespace markhound::crawler
