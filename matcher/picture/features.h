// Points of a grey picture by which it can be known again. Private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "core/reading.h"

namespace markhound::matcher {

struct FeatureOptions {
  int side = 640;                    ///< the picture is scaled so that its longer side has so many pixels
  int points = 600;                  ///< the strongest are kept
  double contrast_threshold = 0.04;  ///< OpenCV's, over the three layers of an octave
};

/// RootSIFT: SIFT's descriptors scaled to sum 1 and their roots taken, so that Euclidean distance is Hellinger's;
/// stored times 512 in a byte. Coordinates in pixels of `gray` as given.
Signature extract_features(const cv::Mat& gray, const FeatureOptions& options);

}  // namespace markhound::matcher
