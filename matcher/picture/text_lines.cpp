#include "matcher/picture/text_lines.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace markhound::matcher {
namespace {

constexpr int lowest = 10;         // pixels; lower lines cannot be read
constexpr double fullest = 0.9;    // share of strokes in a box: letters leave gaps,
constexpr double emptiest = 0.12;  // but not many

bool may_be_text(const cv::Rect& box, const cv::Mat& strokes) {
  if (box.height < lowest || box.height > strokes.rows / 2 || box.width < box.height) return false;
  const double share = static_cast<double>(cv::countNonZero(strokes(box))) / box.area();
  return share >= emptiest && share <= fullest;
}

}  // namespace

std::vector<cv::Rect> propose_text_lines(const cv::Mat& gray, std::size_t most) {
  cv::Mat gradient, strokes;
  cv::morphologyEx(gray, gradient, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3}));
  cv::threshold(gradient, strokes, 0, 255, cv::THRESH_OTSU);
  std::vector<cv::Rect> boxes;
  for (const int gap : {7, 15, 31}) {  // small, middling and large letters stand so far apart
    cv::Mat joined;
    cv::morphologyEx(strokes, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {gap, 1}));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(joined, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    for (const auto& outline : outlines) {
      const cv::Rect box = cv::boundingRect(outline);
      if (may_be_text(box, strokes)) boxes.push_back(box);
    }
  }
  std::stable_sort(boxes.begin(), boxes.end(),
                   [](const cv::Rect& a, const cv::Rect& b) { return a.area() > b.area(); });
  std::vector<cv::Rect> kept;
  for (const cv::Rect& box : boxes) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const cv::Rect& other) {
      return (box & other).area() > 0.8 * std::max(box.area(), other.area());
    });
    if (!known && kept.size() < most) kept.push_back(box);
  }
  return kept;
}

}  // namespace markhound::matcher
