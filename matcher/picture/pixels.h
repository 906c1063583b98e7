// What a Picture holds. Private to this folder, as it is OpenCV's.
#pragma once

#include <opencv2/core.hpp>

#include "matcher/reader.h"

namespace markhound::matcher {

struct Picture::Pixels {
  cv::Mat bgr;    ///< 8 bits, 3 channels, transparency laid on white
  cv::Mat alpha;  ///< 8 bits, 1 channel; empty where nothing was transparent
};

}  // namespace markhound::matcher
