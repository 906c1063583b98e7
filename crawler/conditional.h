// Asking only for what changed (RFC 9110 section 13): what an earlier capture says about itself goes with the request.
#pragma once

#include "core/capture.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

/// Adds If-None-Match and If-Modified-Since from `earlier`, a capture of the same address. Returns false, and leaves
/// the request alone, where it has neither, came over a redirect, was cut off, or was no answer 200 of a live server.
bool make_conditional(Request& request, const Capture& earlier);

/// The answer 304 to such a request as a capture of its own: exchange and time are its own, the content is what
/// `earlier` has, and Capture::unchanged is the exchange that it came with.
Capture renewed(Capture not_modified, const Capture& earlier);

}  // namespace markhound::crawler
