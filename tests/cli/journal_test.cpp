#include "cli/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class JournalTest : public testing::Test {
 protected:
  JournalTest() : journal_(std::move(*Journal::open((folder_ / "journal.db").string(), clock_))) {
    EXPECT_TRUE(journal_.add_monitor({"shops", std::chrono::hours{6}, {"https://shop.example/"}, {}}).ok());
  }

  struct Page {
    std::string page;
    Visit visit;
    std::vector<Sighting> seen;
  };

  /// One run of the monitor; its changes as "new f1 p1".
  std::vector<std::string> run(const std::vector<Page>& pages, bool all_listed = true) {
    clock_.tick(std::chrono::hours{6});
    const cli::Run current = *journal_.begin("monitor shops");
    for (const Page& page : pages) EXPECT_TRUE(journal_.visited(current, page.page, page.visit, page.seen).ok());
    std::vector<std::string> lines;
    for (const Change& change : *journal_.compare("shops", current, all_listed)) {
      lines.push_back(std::string(to_string(change.kind)) + " " + change.finding + " " + change.page);
    }
    return lines;
  }

  test::TempFolder folder_;
  test::ManualClock clock_;
  Journal journal_;
};

TEST_F(JournalTest, AFindingIsNewOnceAndThenNothing) {
  EXPECT_THAT(run({{"p1", Visit::read, {{"f1", "A"}}}}), ElementsAre("new f1 p1"));
  EXPECT_THAT(run({{"p1", Visit::read, {{"f1", "A"}}}}), IsEmpty());
}

TEST_F(JournalTest, ChangedGoneAndBack) {
  run({{"p1", Visit::read, {{"f1", "A"}}}, {"p2", Visit::read, {{"f2", "B"}}}});
  EXPECT_THAT(run({{"p1", Visit::read, {{"f1", "S"}}}, {"p2", Visit::gone, {}}}),
              ElementsAre("changed f1 p1", "gone f2 p2"));
  EXPECT_THAT(run({{"p1", Visit::read, {{"f1", "S"}}}, {"p2", Visit::gone, {}}}), IsEmpty());
  EXPECT_THAT(run({{"p1", Visit::read, {}}, {"p2", Visit::read, {{"f2", "B"}}}}),
              ElementsAre("back f2 p2", "gone f1 p1"));
}

TEST_F(JournalTest, APageThatFailedSaysNothing) {
  run({{"p1", Visit::read, {{"f1", "A"}}}});
  EXPECT_THAT(run({{"p1", Visit::failed, {}}}), IsEmpty());
  EXPECT_THAT(run({{"p1", Visit::read, {{"f1", "A"}}}}), IsEmpty());
}

TEST_F(JournalTest, APageThatIsTheSameAsAnotherSaysNothing) {
  run({{"p1", Visit::read, {{"f1", "A"}}}});
  EXPECT_THAT(run({{"p1", Visit::same, {}}}), IsEmpty());
  EXPECT_THAT(run({{"p1", Visit::read, {}}}), ElementsAre("gone f1 p1"));
}

TEST_F(JournalTest, AFailedPageIsADeadLetterUntilItIsVisitedAgain) {
  const auto fail = [&](const cli::Run& run, const std::string& page) {
    const FailedPage failure{"shop", page, "it broke", {}};
    EXPECT_TRUE(journal_.visited(run, page, Visit::failed, {}, failure).ok());
  };
  const cli::Run first = *journal_.begin("scan");
  fail(first, "p1");
  fail(first, "p2");
  ASSERT_TRUE(journal_.finish(first).ok());
  clock_.tick(std::chrono::hours{1});
  const cli::Run second = *journal_.begin("scan");
  ASSERT_TRUE(journal_.visited(second, "p1", Visit::gone, {}).ok());
  const auto left = *journal_.failed_pages();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].page, "p2");
  EXPECT_EQ(left[0].target, "shop");
  EXPECT_EQ(left[0].reason, "it broke");
  EXPECT_EQ(left[0].time, first.started);
  EXPECT_TRUE(journal_.failed_pages({"another target"})->empty());
  EXPECT_EQ(journal_.failed_pages({"shop"})->size(), 1u);
}

TEST_F(JournalTest, APageNoLongerListedIsGoneOnlyWhereTheListWasWhole) {
  run({{"p1", Visit::read, {{"f1", "A"}}}});
  EXPECT_THAT(run({}, false), IsEmpty());
  EXPECT_THAT(run({}, true), ElementsAre("gone f1 p1"));
}

TEST_F(JournalTest, AnUnfinishedRunIsGoneOnWith) {
  const cli::Run first = *journal_.begin("scan x");
  EXPECT_FALSE(first.resumed);
  ASSERT_TRUE(journal_.visited(first, "p1", Visit::read, {{"f1", "A"}}).ok());
  clock_.tick(std::chrono::minutes{1});
  const cli::Run second = *journal_.begin("scan x");
  EXPECT_TRUE(second.resumed);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.started, first.started);
  ASSERT_TRUE(journal_.visited(second, "p1", Visit::read, {{"f1", "A"}}).ok());
  EXPECT_THAT(*journal_.sighted(second), ElementsAre("f1"));
  EXPECT_EQ(journal_.count(second)->read, 1);
  ASSERT_TRUE(journal_.finish(second).ok());
  EXPECT_NE(journal_.begin("scan x")->id, first.id);
}

TEST_F(JournalTest, AMonitorRemembersWhenItRan) {
  EXPECT_FALSE(journal_.monitors()->front().last_run);
  run({});
  ASSERT_TRUE(journal_.add_monitor({"shops", std::chrono::hours{12}, {"a", "b"}, {}}).ok());
  const Monitor monitor = journal_.monitors()->front();
  EXPECT_EQ(monitor.last_run, clock_.now());
  EXPECT_EQ(monitor.every, std::chrono::hours{12});
  EXPECT_THAT(monitor.targets, ElementsAre("a", "b"));
  ASSERT_TRUE(journal_.remove_monitor("shops").ok());
  EXPECT_EQ(journal_.remove_monitor("shops").problem().kind, Problem::Kind::not_found);
}

TEST(Journal, ADamagedFileIsNamed) {
  test::TempFolder folder;
  test::ManualClock clock;
  test::write_file(folder / "journal.db", std::string(8192, 'x'));
  const auto journal = Journal::open((folder / "journal.db").string(), clock);
  ASSERT_FALSE(journal.ok());
  EXPECT_THAT(journal.problem().thing, testing::HasSubstr("journal.db"));
}

}  // namespace
}  // namespace markhound::cli
