#include "tests/bench/tutorial_peer.h"

#include <algorithm>

#include <opencv2/calib3d.hpp>
#include <opencv2/features2d.hpp>
#include <opencv2/imgcodecs.hpp>

namespace markhound::bench {
namespace {

struct Features {
  std::vector<cv::KeyPoint> points;
  cv::Mat rows;
};

Features sift(const cv::Mat& gray) {
  Features features;
  cv::SIFT::create()->detectAndCompute(gray, {}, features.points, features.rows);
  return features;
}

int inliers(const Features& logo, const Features& photo) {
  if (logo.rows.rows < 2 || photo.rows.rows < 2) return 0;
  std::vector<std::vector<cv::DMatch>> nearest;
  cv::BFMatcher(cv::NORM_L2).knnMatch(logo.rows, photo.rows, nearest, 2);
  std::vector<cv::Point2f> from, to;
  for (const auto& two : nearest) {
    if (two.size() < 2 || two[0].distance >= 0.75f * two[1].distance) continue;
    from.push_back(logo.points[static_cast<std::size_t>(two[0].queryIdx)].pt);
    to.push_back(photo.points[static_cast<std::size_t>(two[0].trainIdx)].pt);
  }
  if (from.size() < 4) return 0;
  cv::Mat agreeing;
  return cv::findHomography(from, to, cv::RANSAC, 3, agreeing).empty() ? 0 : cv::countNonZero(agreeing);
}

}  // namespace

struct TutorialPeer::Logos {
  std::vector<std::pair<std::string, Features>> all;
};

TutorialPeer::TutorialPeer(const std::vector<Reference>& references) {
  auto logos = std::make_unique<Logos>();
  for (const Reference& reference : references) {
    const cv::Mat raw(1, static_cast<int>(reference.picture.size()), CV_8U,
                      const_cast<char*>(reference.picture.data()));
    logos->all.emplace_back(reference.brand, sift(cv::imdecode(raw, cv::IMREAD_GRAYSCALE)));
  }
  logos_ = std::move(logos);
}

TutorialPeer::~TutorialPeer() = default;

Answer TutorialPeer::answer(const Query& query) const {
  Answer best{query.brand, "", 0, held_back(query.photo)};
  const Features photo = sift(cv::imread(query.photo.string(), cv::IMREAD_GRAYSCALE));
  for (const auto& [brand, logo] : logos_->all) {
    const int agreeing = inliers(logo, photo);
    if (agreeing > best.score) best.mark = brand, best.score = agreeing;
  }
  return best;
}

}  // namespace markhound::bench
