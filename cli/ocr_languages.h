// Which languages the words of pictures are read in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/progress.h"
#include "cli/settings.h"
#include "index/register.h"
#include "matcher/reader.h"

namespace markhound::cli {

/// The user's choice; else English and, for each further script that the marks are written in, its language. A
/// language less halves the time of a picture.
std::vector<std::string> ocr_languages(const Settings& settings, const index::Register& marks);

/// One recognizer a worker. A language that is not installed is reported once, and the others are read.
Result<std::vector<std::unique_ptr<matcher::TextRecognizer>>> open_recognizers(int workers, const Settings& settings,
                                                                               const index::Register& marks,
                                                                               Progress& progress);

}  // namespace markhound::cli
