// Which languages the words of pictures are read in.
#pragma once

#include <string>
#include <vector>

#include "cli/settings.h"
#include "index/register.h"

namespace markhound::cli {

/// The user's choice; else English and, for each further script that the marks are written in, its language. A
/// language less halves the time of a picture.
std::vector<std::string> ocr_languages(const Settings& settings, const index::Register& marks);

}  // namespace markhound::cli
