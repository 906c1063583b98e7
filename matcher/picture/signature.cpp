#include <opencv2/imgproc.hpp>

#include "matcher/picture/features.h"
#include "matcher/picture/pixels.h"

namespace markhound::matcher {

Signature read_signature(const Picture& picture) {
  try {
    cv::Mat gray;
    cv::cvtColor(picture.pixels().bgr, gray, cv::COLOR_BGR2GRAY);
    return extract_features(gray, {});
  } catch (const cv::Exception&) {  // a picture too odd for SIFT, one pixel high say, has no points
    Signature none;
    none.width = picture.width();
    none.height = picture.height();
    return none;
  }
}

}  // namespace markhound::matcher
