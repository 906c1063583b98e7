// A saved page or picture as a capture.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

/// A file's bytes; a name that ends with .gz is unpacked. Never more than `max_bytes`, in the file or unpacked: a
/// larger file is a Problem of kind limit, and is not read. A .gz that breaks off gives what could be unpacked, and one
/// of `problems`.
Result<std::string> read_capped(const std::string& path, std::size_t max_bytes, std::vector<Problem>& problems);

/// Origin file, `time` the file's modification time, no exchanges, no charset; the media type by first bytes and name.
Result<Capture> capture_file(const std::string& path, const std::string& url, std::size_t max_bytes);

}  // namespace markhound::crawler
