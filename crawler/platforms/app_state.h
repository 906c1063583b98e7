// The state that a page's scripts start from: __NEXT_DATA__, window.__INITIAL_STATE__, dataLayer, and the like.
#pragma once

#include "core/listing.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// What an object of the state that is named as the page says of it; an empty listing where there is none. Scripts are
/// read as JSON only; nothing is run.
Listing read_app_state(const OpenedPage& page);

/// A brand that scripts name ("brand":"…") and that the page's own heading or title repeats; empty where none does.
std::string brand_in_scripts(const OpenedPage& page);

}  // namespace markhound::crawler
