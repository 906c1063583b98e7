// Lights a product and takes its picture: sphere tracing of distance fields (Hart 1996) with soft shadows and
// ambient occlusion. The same shot gives the same picture.
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "samples/generator/shot.h"

namespace markhound::samples {

/// Linear light, BGR, shot.width x shot.height; `root` is the samples folder that drawings are read from,
/// `oversampling` the rays a pixel's side. Throws std::invalid_argument or std::runtime_error where the shot names what
/// is not there.
cv::Mat3f render(const Shot& shot, const std::string& root, int oversampling);

}  // namespace markhound::samples
