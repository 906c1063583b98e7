// The page reader that serves every shop; the others begin with it and correct what their platform has of its own.
#pragma once

#include "crawler/platform.h"
#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

bool accepts_html(const Capture& capture);

/// All sources read and weighed against each other. The listing is absent where the page sells nothing, or many things;
/// then its links are given. Takes the problems out of `opened`.
Page read_page(OpenedPage& opened);

Page parse_generic(const Capture& capture);

}  // namespace markhound::crawler
