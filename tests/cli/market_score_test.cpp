#include "tests/cli/market_score.h"

#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/test_data.h"

namespace markhound::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const expected = R"({"raised_from": "C", "listings": [
  {"page": "p1.html", "shape": "jsonld", "kind": "exact word", "findings": [{"mark": "a", "min_grade": "B", "by": ["text"]}], "innocent": null},
  {"page": "p2.html", "shape": "bare", "kind": "leet", "findings": [{"mark": "a", "min_grade": "C", "by": ["text"]}], "innocent": null},
  {"page": "p3.html", "shape": "bare", "kind": "compatible with", "findings": [], "innocent": {"mark": "a", "why": "compatible with", "max_grade": "none"}},
  {"page": "p4.html", "shape": "bare", "kind": "clean", "findings": [], "innocent": null}]})";

std::string finding(const std::string& page, const std::string& mark, const std::string& grade) {
  return R"({"id":"x","mark":")" + mark + R"(","grade":")" + grade + R"(","listing":"http://127.0.0.1:1/)" + page +
         R"(","score":0.5})" + "\n";
}

TEST(MarketScore, CountsWhatWasMetMissedAndRaisedWrongly) {
  const auto score = score_market(expected, finding("p1.html", "a", "A") + finding("p3.html", "a", "C") +
                                                finding("p4.html", "b", "S") + finding("p4.html", "a", "none"));
  ASSERT_TRUE(score.ok()) << to_line(score.problem());
  EXPECT_EQ(score->met, 1);
  EXPECT_EQ(score->raised, 3);
  EXPECT_DOUBLE_EQ(score->recall(), 0.5);
  EXPECT_DOUBLE_EQ(score->precision(), 1.0 / 3);
  EXPECT_THAT(score->misses, ElementsAre("p2.html a: leet (bare)"));
  EXPECT_THAT(score->false_alarms, ElementsAre(HasSubstr("p3.html a C"), HasSubstr("p4.html b S")));
  EXPECT_EQ(score->silent, 0);
}

TEST(MarketScore, KeepsAnInnocentListingSilentWhenItsFindingIsGradedDown) {
  const auto score = score_market(expected, finding("p3.html", "a", "none"));
  ASSERT_TRUE(score.ok());
  EXPECT_THAT(score->false_alarms, IsEmpty());
  EXPECT_EQ(score->silent, 2);
  EXPECT_EQ(score->graded_down, 1);
}

TEST(MarketScore, MissesAFindingBelowItsLeastGradeButNeverCallsItFalse) {
  const auto score = score_market(expected, finding("p1.html", "a", "C"));
  ASSERT_TRUE(score.ok());
  EXPECT_EQ(score->met, 0);
  EXPECT_THAT(score->false_alarms, IsEmpty());
}

TEST(MarketScore, CountsAPageOutsideTheMarketAsFalse) {
  const auto score = score_market(expected, finding("index.html", "a", "B"));
  ASSERT_TRUE(score.ok());
  EXPECT_THAT(score->false_alarms, ElementsAre(HasSubstr("no listing of the market")));
}

TEST(MarketScore, RefusesWhatIsNotAFinding) {
  EXPECT_FALSE(score_market(expected, "{}").ok());
  EXPECT_FALSE(score_market(expected, "not json").ok());
  EXPECT_FALSE(score_market(expected, finding("p1.html", "a", "Z")).ok());
  EXPECT_FALSE(score_market("[]", "").ok());
}

TEST(SampleMarket, IsLargeMixedAndConsistent) {
  const auto truth = nlohmann::json::parse(read_file(source_folder("samples/expected.json")));
  std::istringstream lines(read_file(source_folder("samples/marks/marks.jsonl")));
  std::set<std::string> marks, shapes;
  for (std::string line; std::getline(lines, line);) marks.insert(nlohmann::json::parse(line)["id"].get<std::string>());
  EXPECT_GE(marks.size(), 8u);
  int innocent = 0;
  for (const auto& listing : truth["listings"]) {
    const std::string page = listing["page"];
    shapes.insert(listing["shape"].get<std::string>());
    EXPECT_TRUE(std::filesystem::exists(source_folder("samples/market/" + page))) << page;
    EXPECT_TRUE(std::filesystem::exists(source_folder("samples/market/img/" + page.substr(0, 4) + ".jpg"))) << page;
    for (const auto& wanted : listing["findings"]) EXPECT_TRUE(marks.contains(wanted["mark"])) << page;
    if (!listing["innocent"].is_null()) {
      EXPECT_TRUE(marks.contains(listing["innocent"]["mark"])) << page;
    }
    if (listing["findings"].empty()) ++innocent;
  }
  const int listings = static_cast<int>(truth["listings"].size());
  EXPECT_GE(listings, 60);
  EXPECT_NEAR(innocent, listings / 2, listings / 10);
  EXPECT_EQ(shapes.size(), 4u);
}

}  // namespace
}  // namespace markhound::test
