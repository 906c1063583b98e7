#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/matcher/drawn_logo.h"

namespace markhound::matcher {
namespace {

std::vector<std::string> texts(const std::vector<Word>& words) {
  std::vector<std::string> all;
  for (const Word& word : words) all.push_back(word.text);
  return all;
}

/// Says one word wherever it is asked, at a fixed place of what it is shown.
class Canned : public TextRecognizer {
 public:
  Result<std::vector<Word>> read(const GrayView& picture) override {
    ++asked;
    widest = std::max(widest, picture.width);
    return std::vector<Word>{{"NORDFJELL", 1.0f, {picture.width / 2, picture.height / 2, 40, 20}}};
  }
  int asked = 0;
  int widest = 0;
};

TEST(Words, BoxesComeBackInPixelsOfThePicture) {
  Canned recognizer;
  const auto words = read_words(test::picture_of(cv::Mat(200, 300, CV_8UC3, cv::Scalar::all(255))), recognizer);
  ASSERT_TRUE(words.ok());
  EXPECT_GE(recognizer.asked, 1);
  EXPECT_GT(recognizer.widest, 300) << "small pictures are enlarged for reading";
  ASSERT_EQ(words->size(), 1u);
  EXPECT_EQ(words->front().box.x, 150);
  EXPECT_EQ(words->front().box.y, 100);
  EXPECT_FLOAT_EQ(words->front().confidence, 1);
}

TEST(Words, TesseractReadsDarkOnLightAndLightOnDark) {
  const auto recognizer = make_tesseract({"eng"});
  ASSERT_TRUE(recognizer.ok()) << to_line(recognizer.problem());
  cv::Mat photo(300, 640, CV_8UC3, cv::Scalar::all(245));
  photo.rowRange(150, 300) = cv::Scalar(60, 30, 20);
  cv::putText(photo, "SILVERPINE", {60, 90}, cv::FONT_HERSHEY_DUPLEX, 1.5, cv::Scalar::all(20), 3, cv::LINE_AA);
  cv::putText(photo, "MOONLAKE", {60, 240}, cv::FONT_HERSHEY_DUPLEX, 1.5, cv::Scalar::all(250), 3, cv::LINE_AA);
  const auto words = read_words(test::picture_of(photo), **recognizer);
  ASSERT_TRUE(words.ok());
  EXPECT_THAT(texts(*words), testing::IsSupersetOf({"SILVERPINE", "MOONLAKE"}));
  for (const Word& word : *words) {
    if (word.text != "SILVERPINE") continue;
    EXPECT_GT(word.confidence, 0.5f);
    EXPECT_LE(word.confidence, 1.0f);
    EXPECT_NEAR(word.box.x, 60, 12);
  }
}

TEST(Words, LanguagesThatAreMissingAreNamed) {
  std::vector<std::string> missing;
  ASSERT_TRUE(make_tesseract({"eng", "xyz"}, &missing).ok());
  EXPECT_THAT(missing, testing::ElementsAre("xyz"));
  const auto none = make_tesseract({"xyz"});
  ASSERT_FALSE(none.ok());
  EXPECT_FALSE(none.problem().mend.empty());
}

}  // namespace
}  // namespace markhound::matcher
