// Targets on the user's own disk: a saved page, a folder of such.
#pragma once

#include <memory>
#include <string>

#include "crawler/source.h"

namespace markhound::crawler {

/// A saved page or picture. The folder that it lies in is the wall: its pictures are read from there.
Result<std::unique_ptr<Source>> make_file_source(const std::string& path, const FetchLimits& limits);

/// The saved pages below a folder, in the order of their names. Hidden files and links that lead out are passed by.
Result<std::unique_ptr<Source>> make_folder_source(const std::string& path, const FetchLimits& limits);

}  // namespace markhound::crawler
