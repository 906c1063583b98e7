// SVG drawn by librsvg, which loads nothing from outside here: the document has no address to be relative to.
#pragma once

#include <string_view>

#include <opencv2/core.hpp>

#include "core/result.h"

namespace markhound::matcher {

/// 8-bit BGRA, the drawing scaled so that its longer side has `svg_side` pixels.
Result<cv::Mat> decode_svg(std::string_view bytes);

constexpr int svg_side = 800;
constexpr std::size_t svg_max_bytes = 4u << 20;

}  // namespace markhound::matcher
