#include "tests/matcher/drawn_logo.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace markhound::test {

cv::Mat drawn_logo(int seed) {
  cv::RNG random(static_cast<std::uint64_t>(seed) * 7919 + 1);
  cv::Mat logo(200, 300, CV_8UC3, cv::Scalar(235, 240, 245));
  for (int i = 0; i < 12; ++i) {
    const cv::Scalar colour(random.uniform(0, 200), random.uniform(0, 200), random.uniform(0, 200));
    const cv::Point at(random.uniform(20, 280), random.uniform(20, 180));
    if (i % 3 == 0) cv::circle(logo, at, random.uniform(8, 30), colour, -1, cv::LINE_AA);
    if (i % 3 == 1) cv::line(logo, at, {random.uniform(0, 300), random.uniform(0, 200)}, colour, 5, cv::LINE_AA);
    if (i % 3 == 2) {
      const std::string letters{static_cast<char>('A' + random.uniform(0, 26)),
                                static_cast<char>('A' + random.uniform(0, 26))};
      cv::putText(logo, letters, at, cv::FONT_HERSHEY_DUPLEX, 1.5, colour, 4, cv::LINE_AA);
    }
  }
  return logo;
}

cv::Mat drawn_photo(int seed) {
  cv::RNG random(static_cast<std::uint64_t>(seed) * 104729 + 5);
  cv::Mat coarse(24, 32, CV_8UC3), photo;
  random.fill(coarse, cv::RNG::UNIFORM, 40, 220);
  cv::resize(coarse, photo, {640, 480}, 0, 0, cv::INTER_CUBIC);
  cv::Mat noise(photo.size(), CV_8UC3);
  random.fill(noise, cv::RNG::NORMAL, 8, 8);
  return photo + noise;
}

void lay(const cv::Mat& logo, cv::Mat& photo, double x, double y, double scale, double degrees) {
  const double c = scale * std::cos(degrees * CV_PI / 180), s = scale * std::sin(degrees * CV_PI / 180);
  const cv::Matx23d map(c, -s, x, s, c, y);
  cv::warpAffine(logo, photo, map, photo.size(), cv::INTER_AREA, cv::BORDER_TRANSPARENT);
}

std::string encode(const cv::Mat& image, const std::string& extension) {
  std::vector<unsigned char> bytes;
  cv::imencode(extension, image, bytes);
  return {bytes.begin(), bytes.end()};
}

matcher::Picture picture_of(const cv::Mat& image) {
  auto picture = matcher::Picture::decode(encode(image, ".png"));
  EXPECT_TRUE(picture.ok());
  return std::move(*picture);
}

}  // namespace markhound::test
