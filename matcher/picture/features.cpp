#include "matcher/picture/features.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

namespace markhound::matcher {
namespace {

cv::Mat fit(const cv::Mat& gray, int side, double& scale) {
  scale = static_cast<double>(side) / std::max(gray.cols, gray.rows);
  const cv::Size size(std::max(1, cvRound(gray.cols * scale)), std::max(1, cvRound(gray.rows * scale)));
  cv::Mat fitted;
  cv::resize(gray, fitted, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return fitted;
}

void append_root(const cv::Mat& rows, int row, std::vector<std::uint8_t>& into) {
  const float* values = rows.ptr<float>(row);
  float sum = 1e-6f;
  for (int i = 0; i < Signature::dimensions; ++i) sum += values[i];
  for (int i = 0; i < Signature::dimensions; ++i) {
    into.push_back(cv::saturate_cast<std::uint8_t>(512.0f * std::sqrt(values[i] / sum)));
  }
}

}  // namespace

Signature extract_features(const cv::Mat& gray, const FeatureOptions& options) {
  double scale = 1;
  const cv::Mat fitted = fit(gray, options.side, scale);
  std::vector<cv::KeyPoint> points;
  cv::Mat rows;
  cv::SIFT::create(options.points, 3, options.contrast_threshold)->detectAndCompute(fitted, {}, points, rows);

  Signature signature;
  signature.width = gray.cols;
  signature.height = gray.rows;
  const auto back = static_cast<float>(1 / scale);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const cv::KeyPoint& point = points[i];
    signature.features.push_back({point.pt.x * back, point.pt.y * back, point.size * back, point.angle});
    append_root(rows, static_cast<int>(i), signature.descriptors);
  }
  return signature;
}

}  // namespace markhound::matcher
