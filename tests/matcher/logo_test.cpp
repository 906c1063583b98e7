// A logo enrolled, laid into a photo, and found again: where it is, and not where it is not.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "index/logo/logo_index.h"
#include "matcher/judge.h"
#include "tests/matcher/drawn_logo.h"

namespace markhound::matcher {
namespace {

using test::drawn_logo;
using test::drawn_photo;
using test::picture_of;

cv::Mat inverted(const cv::Mat& image) {
  cv::Mat other;
  cv::bitwise_not(image, other);
  return other;
}

index::LogoIndex enrolled(int logos) {
  std::vector<index::LogoIndex::Entry> entries;
  for (int i = 0; i < logos; ++i) {
    const auto signatures = enrol(picture_of(drawn_logo(i)));
    EXPECT_TRUE(signatures.ok());
    for (const Signature& signature : *signatures) {
      entries.push_back({"mark " + std::to_string(i), "logo " + std::to_string(i), signature});
    }
  }
  return index::LogoIndex(std::move(entries));
}

std::vector<LogoMatch> look(const index::LogoIndex& index, const cv::Mat& photo) {
  const Signature signature = read_signature(picture_of(photo));
  return judge_logos(signature, index.recall(signature));
}

TEST(Logos, FoundTurnedSmallAndInPlace) {
  const auto index = enrolled(4);
  cv::Mat photo = drawn_photo(1);
  test::lay(drawn_logo(2), photo, 250, 120, 0.7, 20);
  const auto matches = look(index, photo);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches[0].mark, "mark 2");
  EXPECT_EQ(matches[0].logo, "logo 2");
  EXPECT_GE(matches[0].score, 0.9);
  EXPECT_NEAR(matches[0].corners[0], 250, 6);
  EXPECT_NEAR(matches[0].corners[1], 120, 6);
  const double turned =
      std::atan2(matches[0].corners[3] - matches[0].corners[1], matches[0].corners[2] - matches[0].corners[0]) * 180 /
      CV_PI;
  EXPECT_NEAR(turned, 20, 2);
  EXPECT_GE(matches[0].points.size(), 10u);
  ASSERT_FALSE(matches[0].reasons.empty());
  EXPECT_THAT(matches[0].reasons[0], testing::HasSubstr("agree"));
  for (std::size_t i = 1; i < matches.size(); ++i) EXPECT_LT(matches[i].score, 0.5) << matches[i].mark;
}

TEST(Logos, FoundLightOnDark) {
  const auto index = enrolled(3);
  cv::Mat photo = drawn_photo(2);
  test::lay(inverted(drawn_logo(1)), photo, 60, 60, 0.9, -10);
  const auto matches = look(index, photo);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches[0].mark, "mark 1");
  EXPECT_GE(matches[0].score, 0.5);
}

TEST(Logos, TwoMarksInOnePictureAreBothFound) {
  const auto index = enrolled(3);
  cv::Mat photo = drawn_photo(3);
  test::lay(drawn_logo(0), photo, 20, 20, 0.8, 0);
  test::lay(drawn_logo(2), photo, 330, 240, 0.8, 0);
  std::vector<std::string> sure;
  for (const LogoMatch& match : look(index, photo)) {
    if (match.score >= 0.5) sure.push_back(match.mark);
  }
  EXPECT_THAT(sure, testing::UnorderedElementsAre("mark 0", "mark 2"));
}

TEST(Logos, NothingIsAcceptedInAPictureWithoutAny) {
  const auto index = enrolled(4);
  cv::Mat other = drawn_photo(9);
  test::lay(drawn_logo(77), other, 200, 150, 1, 0);
  for (const cv::Mat& photo : {drawn_photo(4), drawn_photo(5), other}) {
    for (const LogoMatch& match : look(index, photo)) EXPECT_LT(match.score, 0.5) << match.mark;
  }
}

TEST(Logos, TheSameInputGivesTheSameAnswer) {
  cv::Mat photo = drawn_photo(6);
  test::lay(drawn_logo(1), photo, 100, 100, 0.6, 5);
  const auto first = look(enrolled(2), photo), second = look(enrolled(2), photo);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].score, second[i].score);
    EXPECT_EQ(first[i].corners, second[i].corners);
    EXPECT_EQ(first[i].reasons, second[i].reasons);
  }
}

TEST(Logos, AMarkOfTooFewPointsIsSaidToBeOne) {
  cv::Mat disc(200, 200, CV_8UC3, cv::Scalar::all(255));
  cv::circle(disc, {100, 100}, 60, cv::Scalar(0, 0, 200), -1, cv::LINE_AA);
  const auto signatures = enrol(picture_of(disc));
  ASSERT_FALSE(signatures.ok());
  EXPECT_THAT(to_line(signatures.problem()), testing::HasSubstr("words only"));
}

TEST(Logos, AWhiteLogoOnNothingIsEnrolledOnDark) {
  cv::Mat logo = inverted(drawn_logo(1)), grey, transparent;
  cv::cvtColor(drawn_logo(1), grey, cv::COLOR_BGR2GRAY);
  cv::Mat white(logo.size(), CV_8UC3, cv::Scalar::all(255)), opaque = grey < 200;
  cv::cvtColor(white, transparent, cv::COLOR_BGR2BGRA);
  cv::insertChannel(opaque, transparent, 3);
  EXPECT_TRUE(enrol(picture_of(transparent)).ok());
}

TEST(Logos, CandidatesThatMakeNoSenseAreHarmless) {
  LogoCandidate odd{"A", "a", 0, 0, 0, {}};
  for (int i = 0; i < 20; ++i) odd.pairs.push_back({{5, 5, 0, 0}, {7, 7, 0, 0}, 0, 0});
  EXPECT_TRUE(judge_logos({}, {}).empty());
  for (const LogoMatch& match : judge_logos({}, {odd})) EXPECT_FALSE(std::isnan(match.score));
}

}  // namespace
}  // namespace markhound::matcher
