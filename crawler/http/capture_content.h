// The last step of every way to a capture: from the body as transferred to what parsers read.
#pragma once

#include <cstddef>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

/// Fills url, media_type, charset and content from the last exchange. A body whose encoding ends early or is damaged
/// gives what could be decoded, if that is anything; a Problem where it is nothing, over `limit` bytes, or in an
/// encoding that is not known.
Result<Capture> with_content(Capture capture, std::size_t limit);

}  // namespace markhound::crawler
