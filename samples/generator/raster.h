// SVG drawings and words to pixels, by librsvg.
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "samples/generator/shot.h"

namespace markhound::samples {

/// The print `width` pixels wide, BGRA with premultiplied alpha. Paths are below `root`.
/// Throws std::runtime_error where the drawing cannot be read.
cv::Mat4b rasterize(const Print& print, const std::string& root, int width);

}  // namespace markhound::samples
