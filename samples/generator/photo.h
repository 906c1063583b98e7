// From light to the file that a shop would upload: lens, sensor, JPEG.
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "samples/generator/shot.h"

namespace markhound::samples {

/// A JPEG of at most 90 KB. Deterministic for the shot's seed.
std::vector<unsigned char> develop(cv::Mat3f light, const Shot& shot);

}  // namespace markhound::samples
