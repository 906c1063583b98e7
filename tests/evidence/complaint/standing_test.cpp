// Shares accepted, thresholds, deadlines.
#include "evidence/complaint/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/evidence/complaint/sample_filing.h"

namespace markhound::test {
namespace {

using namespace complaint;
using testing::ElementsAre;
using testing::IsEmpty;

/// A notice of so many listings that the platform decided, on that day.
Notice decided(const std::string& platform, int accepted, int refused, Day on = sample_day()) {
  Notice notice;
  notice.number = 1;
  notice.platform = platform;
  for (int i = 0; i < accepted + refused; ++i) {
    const std::string id = "f" + std::to_string(i);
    notice.targets.push_back({id, ""});
    notice.outcomes.push_back({i < accepted ? Event::accepted : Event::refused, id, on, "", ""});
  }
  return notice;
}

ThresholdState state(const std::vector<Notice>& notices, int more = 1, std::size_t which = 0) {
  static std::vector<Form> forms;
  forms.push_back(*load_form("aliexpress", ""));
  return threshold_states(forms.back(), notices, more, sample_day()).at(which);
}

TEST(Standing, TheLastWordCountsAndOneOfAllCountsForEach) {
  Notice notice;
  notice.targets = {{"a", ""}, {"b", ""}};
  notice.outcomes = {{Event::filed, "", sample_day(), "", ""},
                     {Event::countered, "a", sample_day(), "", ""},
                     {Event::accepted, "", sample_day(), "", ""}};
  EXPECT_EQ(standing_of(notice, "a").last, Event::accepted);
  EXPECT_TRUE(standing_of(notice, "a").countered);
  EXPECT_FALSE(standing_of(notice, "b").countered);
}

TEST(Acceptance, OneRefusedOfOneIsNoCry) {
  EXPECT_FALSE(state({decided("aliexpress", 0, 1)}).counts);
  EXPECT_FALSE(state({decided("aliexpress", 0, 1)}).broken);
  EXPECT_FALSE(state({decided("aliexpress", 0, 19)}).counts);
}

TEST(Acceptance, NinetyPercentIsTheThresholdItself) {
  EXPECT_FALSE(state({decided("aliexpress", 90, 10)}).broken);
  EXPECT_TRUE(state({decided("aliexpress", 89, 11)}).broken);
  EXPECT_FALSE(state({decided("aliexpress", 18, 2)}).broken);
  EXPECT_TRUE(state({decided("aliexpress", 17, 3)}).broken);
}

TEST(Acceptance, RefusalsThatCanStillBeBorneAreCounted) {
  EXPECT_EQ(state({decided("aliexpress", 90, 9)}).spare, 1);
  EXPECT_EQ(state({decided("aliexpress", 90, 9)}, 11).spare, 2);
  EXPECT_EQ(state({decided("aliexpress", 18, 2)}).spare, 0);
}

TEST(Acceptance, OnlyTheWindowCountsAndOnlyThisPlatform) {
  const Day long_ago = sample_day() - std::chrono::days{100};
  EXPECT_EQ(state({decided("aliexpress", 0, 30, long_ago)}).tally.decided(), 0);
  EXPECT_EQ(state({decided("amazon", 0, 30)}).tally.decided(), 0);
  EXPECT_EQ(state({decided("aliexpress", 0, 30, sample_day() - std::chrono::days{92})}).tally.decided(), 30);
}

TEST(Acceptance, ACounterNoticeIsWonWhereItEndsInARefusal) {
  Notice notice = decided("aliexpress", 38, 2);
  notice.outcomes.insert(notice.outcomes.begin(), {Event::countered, "f39", sample_day(), "", ""});
  notice.outcomes.insert(notice.outcomes.begin(), {Event::countered, "f0", sample_day(), "", ""});
  EXPECT_EQ(state({notice}, 1, 1).tally.counter_won, 1);
  EXPECT_FALSE(state({notice}, 1, 1).broken);
  notice.outcomes.insert(notice.outcomes.begin(), {Event::countered, "f38", sample_day(), "", ""});
  EXPECT_FALSE(state({notice}, 1, 1).broken) << "2 of 40 is 5 % and borne";
  Notice third = decided("aliexpress", 0, 1);
  third.outcomes.insert(third.outcomes.begin(), {Event::countered, "f0", sample_day(), "", ""});
  EXPECT_TRUE(state({notice, third}, 1, 1).broken);
}

TEST(Acceptance, AFilingThatWouldBreakItIsWarnedOf) {
  auto filing = sample_filing("aliexpress");
  filing.earlier = {decided("aliexpress", 18, 2)};
  EXPECT_THAT(rules_of(filing), ElementsAre("warning general.acceptance"));
  filing.earlier = {decided("aliexpress", 60, 1)};
  EXPECT_THAT(rules_of(filing), IsEmpty());
}

std::vector<std::string> due(const std::string& platform, const std::vector<Outcome>& outcomes) {
  Notice notice;
  notice.number = 7;
  notice.platform = platform;
  notice.targets = {{"a", ""}, {"b", ""}};
  notice.outcomes = outcomes;
  const auto form = load_form(platform, "");
  const std::vector<Notice> notices = {notice};
  std::vector<std::string> lines;
  for (const Due& one : due_of(*form, notices)) {
    lines.push_back(one.deadline->whose + " " + to_text(one.by) +
                    (one.latest == one.by ? "" : " to " + to_text(one.latest)));
  }
  return lines;
}

TEST(Deadlines, RunFromTheFilingOrTheAnswer) {
  const Outcome filed{Event::filed, "", sample_day(), "", ""};
  const Outcome countered{Event::countered, "", sample_day() + std::chrono::days{3}, "", ""};
  EXPECT_THAT(due("mercadolibre", {}), IsEmpty());
  EXPECT_THAT(due("mercadolibre", {filed}), ElementsAre("seller 2026-11-29"));
  EXPECT_THAT(due("mercadolibre", {filed, countered}), ElementsAre("you 2026-12-02"));
  EXPECT_THAT(due("shopify", {filed}), ElementsAre("merchant 2026-11-27"));
  EXPECT_THAT(due("cn-notice", {filed, countered}), ElementsAre("you 2026-12-13"));
}

TEST(Deadlines, OfTheDmcaAreBusinessDays) {
  const Outcome countered{Event::countered, "", sample_day(), "", ""};
  EXPECT_THAT(due("dmca", {countered}), ElementsAre("you 2026-12-09 to 2026-12-15"));
}

TEST(Deadlines, EndWithTheNotice) {
  const Outcome filed{Event::filed, "", sample_day(), "", ""};
  const Outcome accepted{Event::accepted, "", sample_day(), "", ""};
  const Outcome one_withdrawn{Event::withdrawn, "a", sample_day(), "", ""};
  EXPECT_THAT(due("shopify", {filed, accepted}), IsEmpty());
  EXPECT_THAT(due("shopify", {filed, one_withdrawn}), ElementsAre("merchant 2026-11-27")) << "the other listing waits";
}

}  // namespace
}  // namespace markhound::test
