// MHTML (RFC 2557): a page with its pictures in one file, as Chromium's "web page, single file" saves it.
#pragma once

#include <cstddef>
#include <string>

#include "crawler/spool/recording.h"

namespace markhound::crawler {

/// Reads an .mhtml or .mht once, part by part; memory is bounded by `max_bytes`, which bounds one part. The page is the
/// first HTML part; frames and pictures are answered by their Content-Location. A page that names no location has the
/// file's own URL. A Problem where there is no page in it.
Result<RecordedFile> read_mhtml(const std::string& path, const std::string& file_url, std::size_t max_bytes);

}  // namespace markhound::crawler
