// Targets that somebody else recorded: WARC, WACZ, HAR, MHTML. They answer to the URLs of the web, and never ask it.
#pragma once

#include <memory>
#include <string>

#include "crawler/source.h"

namespace markhound::crawler {

/// By the file's name in lower case: .warc, .warc.gz, .wacz, .har, .har.gz, .mhtml, .mht. Null for any other. The file
/// is first read when the source is asked.
std::unique_ptr<Source> make_recorded_source(const std::string& path, const std::string& name,
                                             const FetchLimits& limits);

}  // namespace markhound::crawler
