// A search of a platform's interface as a source: its answers are the pages, their pictures come from the web.
#pragma once

#include <memory>
#include <string>

#include "crawler/api/interface.h"
#include "crawler/source.h"

namespace markhound::crawler {

/// `target` as parse_search reads it. `live` and `clock` must outlive the source. A Problem where it is no search, or
/// its credentials are missing.
Result<std::unique_ptr<Source>> open_search(const std::string& target, const ApiAccess& access, Fetcher& live,
                                            Clock& clock);

}  // namespace markhound::crawler
