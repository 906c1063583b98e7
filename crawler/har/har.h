// HTTP Archives (HAR 1.2, the Web Performance group's draft), as browsers export what a person saw.
#pragma once

#include <cstddef>
#include <string>

#include "crawler/spool/recording.h"

namespace markhound::crawler {

/// Reads a .har, or a gzipped one, once; memory is bounded by `max_bytes`, which bounds one body. The pages are the
/// first HTML answer of each page of the log, or where the log knows no pages each HTML document. A file that breaks
/// off or is damaged gives what stands before, and a problem with the offset; a Problem where that is nothing.
Result<RecordedFile> read_har(const std::string& path, std::size_t max_bytes);

}  // namespace markhound::crawler
