// Logos and photos drawn for tests: nothing here is anybody's mark.
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "matcher/reader.h"

namespace markhound::test {

/// A label of 300 x 200 pixels with shapes and letters; another one for each seed.
cv::Mat drawn_logo(int seed);

/// A photo of 640 x 480 pixels with texture and no logo; another one for each seed.
cv::Mat drawn_photo(int seed);

/// The logo laid on the photo, its top left corner at (x, y).
void lay(const cv::Mat& logo, cv::Mat& photo, double x, double y, double scale, double degrees);

std::string encode(const cv::Mat& image, const std::string& extension);

/// As the program would read it from a file.
matcher::Picture picture_of(const cv::Mat& image);

}  // namespace markhound::test
