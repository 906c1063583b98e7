// The peer: logo detection as OpenCV's tutorial does it (features2d, "Features2D + Homography to find a known object").
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/logo_protocol.h"

namespace markhound::bench {

class TutorialPeer {
 public:
  explicit TutorialPeer(const std::vector<Reference>& references);
  ~TutorialPeer();

  /// The brand whose reference has most RANSAC inliers; the score is their number.
  Answer answer(const Query& query) const;

 private:
  struct Logos;
  std::unique_ptr<const Logos> logos_;
};

}  // namespace markhound::bench
