#include "samples/generator/photo.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace markhound::samples {
namespace {

constexpr std::size_t most_bytes = 90'000;

void darken_corners(cv::Mat3f& light) {
  const cv::Point2f middle(0.5f * light.cols, 0.5f * light.rows);
  const float reach = middle.dot(middle);
  for (int y = 0; y < light.rows; ++y) {
    for (int x = 0; x < light.cols; ++x) {
      const cv::Point2f d(static_cast<float>(x) - middle.x, static_cast<float>(y) - middle.y);
      light(y, x) *= 1 - 0.22f * d.dot(d) / reach;
    }
  }
}

/// A hand that shook along a slant.
void shake(cv::Mat3f& light, float pixels) {
  const int size = 2 * static_cast<int>(pixels) + 1;
  cv::Mat1f kernel = cv::Mat1f::zeros(size, size);
  cv::line(kernel, {0, size * 2 / 3}, {size - 1, size / 3}, cv::Scalar(1), 1, cv::LINE_AA);
  kernel /= cv::sum(kernel)[0];
  cv::filter2D(light, light, -1, kernel, {-1, -1}, 0, cv::BORDER_REFLECT);
}

/// Exposure curve and sRGB transfer, to 0..255.
cv::Mat3f tone(const cv::Mat3f& light) {
  cv::Mat3f shown(light.size());
  for (int i = 0; i < light.rows * light.cols; ++i) {
    for (int c = 0; c < 3; ++c) {
      const float v = std::max(light(i)[c], 0.0f);
      const float mapped = v * (1 + v / 2.6f) / (1 + v);
      shown(i)[c] = 255 * std::min(1.0f, std::pow(1.22f * mapped, 1 / 2.2f));
    }
  }
  return shown;
}

}  // namespace

std::vector<unsigned char> develop(cv::Mat3f light, const Shot& shot) {
  darken_corners(light);
  if (shot.blur > 0) cv::GaussianBlur(light, light, {}, shot.blur);
  if (shot.shake >= 1) shake(light, shot.shake);
  cv::Mat3f shown = tone(light);
  cv::Mat3f grain(shown.size());
  cv::RNG random(shot.seed);
  random.fill(grain, cv::RNG::NORMAL, 0, shot.noise);
  shown += grain;
  cv::Mat3b pixels;
  shown.convertTo(pixels, CV_8U);
  std::vector<unsigned char> file;
  for (int quality = shot.quality; quality >= 40; quality -= 4) {
    cv::imencode(".jpg", pixels, file, {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1});
    if (file.size() <= most_bytes) break;
  }
  return file;
}

}  // namespace markhound::samples
