#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include "matcher/picture/features.h"
#include "matcher/picture/pixels.h"

namespace markhound::matcher {
namespace {

constexpr FeatureOptions logo_features{.side = 300, .points = 400, .contrast_threshold = 0.03};
constexpr std::size_t fewest_points = 8;  // four must agree in a photo, and half of a logo's points never show

/// The logo on the ground that it stands out from: a white logo on transparent ground vanishes on white.
cv::Mat on_its_ground(const Picture::Pixels& pixels) {
  cv::Mat gray;
  cv::cvtColor(pixels.bgr, gray, cv::COLOR_BGR2GRAY);
  if (pixels.alpha.empty()) return gray;
  const bool light = cv::mean(gray, pixels.alpha > 128)[0] > 200;
  if (!light) return gray;
  cv::Mat dark;
  gray.convertTo(dark, CV_32F);
  cv::Mat alpha;
  pixels.alpha.convertTo(alpha, CV_32F, 1.0 / 255);
  dark -= (1.0 - alpha) * 255.0;  // white ground taken out again: black shows through
  dark.convertTo(gray, CV_8U);
  return gray;
}

/// Tilts that a bottle, a shoe or a slanting camera gives: shares of the width and the height, and shear.
struct Tilt {
  double width, height, shear;
};
constexpr std::array<Tilt, 4> tilts = {{{0.65, 1, 0}, {1, 0.65, 0}, {0.9, 0.9, 0.35}, {0.9, 0.9, -0.35}}};

/// Features of the tilted logo, their places and sizes in the logo as it was.
Signature tilted(const cv::Mat& gray, const Tilt& tilt) {
  const double w = gray.cols, h = gray.rows;
  const double offset = tilt.shear < 0 ? -tilt.shear * h : 0;
  const cv::Matx23d to(tilt.width, tilt.shear, offset, 0, tilt.height, 0);
  const cv::Size size(cvCeil(w * tilt.width + std::abs(tilt.shear) * h), cvCeil(h * tilt.height));
  cv::Mat warped;
  cv::warpAffine(gray, warped, to, size, cv::INTER_AREA, cv::BORDER_REPLICATE);
  Signature signature = extract_features(warped, logo_features);

  cv::Matx23d back;
  cv::invertAffineTransform(to, back);
  const auto grow = static_cast<float>(std::sqrt(std::abs(back(0, 0) * back(1, 1) - back(0, 1) * back(1, 0))));
  for (Feature& feature : signature.features) {
    const double angle = feature.angle * CV_PI / 180;
    const double dx = back(0, 0) * std::cos(angle) + back(0, 1) * std::sin(angle);
    const double dy = back(1, 0) * std::cos(angle) + back(1, 1) * std::sin(angle);
    const double x = back(0, 0) * feature.x + back(0, 1) * feature.y + back(0, 2);
    const double y = back(1, 0) * feature.x + back(1, 1) * feature.y + back(1, 2);
    const double turned = std::atan2(dy, dx) * 180 / CV_PI;
    feature = {static_cast<float>(x), static_cast<float>(y), feature.size * grow,
               static_cast<float>(turned < 0 ? turned + 360 : turned)};
  }
  signature.width = gray.cols;
  signature.height = gray.rows;
  return signature;
}

std::vector<Signature> variants(const cv::Mat& gray) {
  std::vector<Signature> all{extract_features(gray, logo_features)};
  const cv::Mat inverted = 255 - gray;
  all.push_back(extract_features(inverted, logo_features));
  cv::Mat one_colour;
  cv::threshold(gray, one_colour, 0, 255, cv::THRESH_OTSU);
  all.push_back(extract_features(one_colour, logo_features));
  for (const Tilt& tilt : tilts) all.push_back(tilted(gray, tilt));
  return all;
}

/// A disc has one point with many angles: points at one place count once.
std::size_t places(const Signature& signature) {
  std::set<std::pair<long, long>> seen;
  for (const Feature& feature : signature.features) seen.emplace(std::lround(feature.x), std::lround(feature.y));
  return seen.size();
}

}  // namespace

Result<std::vector<Signature>> enrol(const Picture& logo) {
  try {
    std::vector<Signature> all = variants(on_its_ground(logo.pixels()));
    const std::size_t points = places(all.front());
    if (points >= fewest_points) return all;
    return Problem{Problem::Kind::bad_input, "logo",
                   fmt::format("it has {} points to be known again by, fewer than {}; the mark is matched by its words "
                               "only",
                               points, fewest_points),
                   "give a larger picture, or one that shows the whole label"};
  } catch (const cv::Exception& error) {
    return Problem{Problem::Kind::internal, "logo", error.err, "save it as PNG and try again"};
  }
}

}  // namespace markhound::matcher
