// First frames of GIF files: OpenCV 4.6 reads none.
#pragma once

#include <string_view>

#include <opencv2/core.hpp>

namespace markhound::matcher {

/// The first frame on its screen, 8-bit BGRA, transparent where the frame draws nothing. Empty where the file is
/// damaged or the frame does not fit its screen. Requires a screen that the caller's limits allow.
cv::Mat decode_gif(std::string_view bytes);

}  // namespace markhound::matcher
