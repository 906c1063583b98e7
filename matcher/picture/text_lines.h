// Where lines of text may be in a picture. Private to this folder.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace markhound::matcher {

/// Boxes of dense strokes side by side, the largest first, at most `most`. Generous: what is no text is read as none.
std::vector<cv::Rect> propose_text_lines(const cv::Mat& gray, std::size_t most);

}  // namespace markhound::matcher
