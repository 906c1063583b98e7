#include "crawler/frontier.h"

#include <chrono>
#include <set>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

const Problem trouble{Problem::Kind::io, "page", "it broke", "try again"};

std::string url(int i) { return "https://shop.example/item?id=" + std::to_string(i); }

class FrontierTest : public testing::Test {
 protected:
  std::unique_ptr<Frontier> open() {
    auto frontier = open_sqlite_frontier(path(), clock_);
    EXPECT_TRUE(frontier);
    return std::move(frontier).value();
  }
  std::string path() const { return (folder_ / "frontier.db").string(); }

  test::TempFolder folder_;
  test::ManualClock clock_;
};

Lease next(Frontier& frontier) {
  auto lease = frontier.lease();
  EXPECT_TRUE(lease && *lease);
  return lease && *lease ? **lease : Lease{};
}

/// Whether the URL was new; `about` has what else is said of it.
bool add(Frontier& frontier, const std::string& target, const std::string& address, Entry about = {}) {
  about.target = target;
  about.url = address;
  about.width = about.width == 4 ? 1'000'000 : about.width;  // most tests are about something else
  const auto added = frontier.add({about});
  EXPECT_TRUE(added.ok());
  return added.ok() && added->front() == Added::fresh;
}

std::string on_host(const std::string& host, int i) { return "https://" + host + "/item/" + std::to_string(i); }

TEST_F(FrontierTest, LendsWhatWasAddedInItsOrder) {
  auto frontier = open();
  EXPECT_FALSE(*frontier->begin("scan"));
  EXPECT_TRUE(add(*frontier, "t", url(1)));
  EXPECT_TRUE(add(*frontier, "t", url(2)));
  const Lease first = next(*frontier);
  EXPECT_EQ(first.url, url(1));
  EXPECT_EQ(first.target, "t");
  EXPECT_EQ(first.attempt, 1);
  EXPECT_EQ(next(*frontier).url, url(2));
  EXPECT_FALSE(*frontier->lease()) << "nothing is left to lend";
  EXPECT_TRUE(frontier->done(first));
  const FrontierCount count = *frontier->count();
  EXPECT_EQ(count.waiting, 0);
  EXPECT_EQ(count.leased, 1);
  EXPECT_EQ(count.done, 1);
}

TEST_F(FrontierTest, KnowsAPageByItsCanonicalForm) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  EXPECT_TRUE(add(*frontier, "t", "https://shop.example/a?utm_source=x"));
  EXPECT_FALSE(add(*frontier, "t", "HTTPS://SHOP.example:443/a#top"));
  EXPECT_FALSE(add(*frontier, "other target", "https://shop.example/a"));
  EXPECT_EQ(next(*frontier).url, "https://shop.example/a?utm_source=x") << "fetched as it was written";
}

TEST_F(FrontierTest, GivesUpAfterThreeAttempts) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const Lease lease = next(*frontier);
    EXPECT_EQ(lease.attempt, attempt);
    EXPECT_TRUE(frontier->failed(lease, trouble));
  }
  EXPECT_FALSE(*frontier->lease());
  EXPECT_EQ(frontier->count()->failed, 1);
  EXPECT_FALSE(add(*frontier, "t", url(1))) << "a dead letter stays known";
}

TEST_F(FrontierTest, FailedPagesWaitBehindFreshOnes) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  ASSERT_TRUE(add(*frontier, "t", url(2)));
  ASSERT_TRUE(frontier->failed(next(*frontier), trouble));
  EXPECT_EQ(next(*frontier).url, url(2));
}

TEST_F(FrontierTest, RefusesALateAcknowledgement) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  const Lease stale = next(*frontier);
  ASSERT_TRUE(frontier->failed(stale, trouble));
  const Lease current = next(*frontier);
  EXPECT_GT(current.fence, stale.fence);
  EXPECT_EQ(frontier->done(stale).problem().kind, Problem::Kind::refused);
  EXPECT_TRUE(frontier->done(current));
  EXPECT_FALSE(frontier->done(current)) << "acknowledged twice";
}

TEST_F(FrontierTest, GoesOnWhereAnotherProcessStopped) {
  {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan"));
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(add(*frontier, "t", url(i)));
    ASSERT_TRUE(frontier->set_listed("t"));
    ASSERT_TRUE(frontier->done(next(*frontier)));
    next(*frontier);  // at work when it stops
  }
  auto frontier = open();
  EXPECT_TRUE(*frontier->begin("scan"));
  EXPECT_TRUE(*frontier->is_listed("t"));
  EXPECT_FALSE(*frontier->is_listed("u"));
  EXPECT_EQ(frontier->count()->waiting, 3);
  EXPECT_EQ(frontier->count()->done, 1);
  EXPECT_EQ(next(*frontier).url, url(2)) << "what was at work when it died comes last";
  EXPECT_EQ(next(*frontier).url, url(3));
  const Lease interrupted = next(*frontier);
  EXPECT_EQ(interrupted.url, url(1));
  EXPECT_EQ(interrupted.attempt, 1) << "a kill is not the page's fault";
}

TEST_F(FrontierTest, APageThatKillsEveryRunIsADeadLetterInTheEnd) {
  auto first = open();
  ASSERT_TRUE(first->begin("scan"));
  ASSERT_TRUE(add(*first, "t", url(1)));
  first.reset();
  int runs = 0;
  for (; runs < 100; ++runs) {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan"));
    if (!*frontier->lease()) break;
  }
  EXPECT_EQ(runs, 20);
}

TEST_F(FrontierTest, AClosedRunIsForgotten) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  ASSERT_TRUE(frontier->close());
  EXPECT_FALSE(frontier->lease()) << "no run is open";
  EXPECT_FALSE(*frontier->begin("scan"));
  EXPECT_EQ(frontier->count()->waiting, 0);
}

TEST_F(FrontierTest, RunsAreApart) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("a"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  ASSERT_TRUE(frontier->begin("b"));
  EXPECT_FALSE(*frontier->lease());
  EXPECT_TRUE(add(*frontier, "t", url(1)));
  EXPECT_TRUE(*frontier->begin("a"));
  EXPECT_EQ(next(*frontier).url, url(1));
}

TEST_F(FrontierTest, HostsTakeTurns) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(add(*frontier, "t", on_host("a.example", i)));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(add(*frontier, "t", on_host("b.example", i)));
  ASSERT_TRUE(add(*frontier, "t", on_host("c.example", 0)));
  std::vector<std::string> order;
  for (int i = 0; i < 6; ++i) order.push_back(next(*frontier).url);
  const std::vector<std::string> in_turn{on_host("a.example", 0), on_host("b.example", 0), on_host("c.example", 0),
                                         on_host("a.example", 1), on_host("b.example", 1), on_host("a.example", 2)};
  EXPECT_EQ(order, in_turn);
}

TEST_F(FrontierTest, AHostThatWaitsHoldsUpNoOther) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  Entry narrow;
  narrow.width = 2;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(add(*frontier, "t", on_host("slow.example", i), narrow));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(add(*frontier, "t", on_host("quick.example", i), narrow));
  const Lease slow = next(*frontier);
  EXPECT_EQ(slow.url, on_host("slow.example", 0));
  for (int i = 0; i < 3; ++i) {
    Lease lease = next(*frontier);
    if (lease.url == on_host("slow.example", 1)) lease = next(*frontier);
    EXPECT_EQ(lease.url, on_host("quick.example", i));
    EXPECT_TRUE(frontier->done(lease));
  }
  EXPECT_FALSE(*frontier->lease()) << "two pages of the slow host are lent, and no more may be";
  EXPECT_TRUE(frontier->done(slow));
  EXPECT_EQ(next(*frontier).url, on_host("slow.example", 2));
}

TEST_F(FrontierTest, ThePriorityOrdersAQueue) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  Entry deep;
  deep.depth = 2;
  deep.priority = -2;
  Entry urgent;
  urgent.priority = 1;
  ASSERT_TRUE(add(*frontier, "t", url(1), deep));
  ASSERT_TRUE(add(*frontier, "t", url(2)));
  ASSERT_TRUE(add(*frontier, "t", url(3), urgent));
  EXPECT_EQ(next(*frontier).url, url(3));
  EXPECT_EQ(next(*frontier).url, url(2));
  const Lease last = next(*frontier);
  EXPECT_EQ(last.url, url(1));
  EXPECT_EQ(last.depth, 2);
  EXPECT_EQ(frontier->count()->followed, 1);
}

TEST_F(FrontierTest, QueuesOfTheirOwnAreApartFromHosts) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  Entry archived;
  archived.queue = "target archive.warc";
  archived.width = 3;
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(add(*frontier, "archive.warc", on_host("a.example", i), archived));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(*frontier->lease());
  EXPECT_FALSE(*frontier->lease());
}

TEST_F(FrontierTest, AnExpiredLeaseIsLentAgainAndItsHolderIsTooLate) {
  auto frontier = open();
  FrontierLimits limits;
  limits.lease_term = std::chrono::minutes{5};
  ASSERT_TRUE(frontier->begin("scan", limits));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  const Lease late = next(*frontier);
  EXPECT_FALSE(*frontier->lease());
  clock_.tick(std::chrono::minutes{6});
  const Lease again = next(*frontier);
  EXPECT_EQ(again.url, late.url);
  EXPECT_GT(again.fence, late.fence);
  EXPECT_EQ(frontier->done(late).problem().kind, Problem::Kind::refused);
  EXPECT_TRUE(frontier->done(again));
  EXPECT_EQ(frontier->count()->leased, 0);
  EXPECT_EQ(frontier->count()->done, 1);
}

TEST_F(FrontierTest, AHostHasItsBudgetOfPages) {
  FrontierLimits limits;
  limits.max_queue_pages = 2;
  {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan", limits));
    const auto added = frontier->add({{"t", on_host("a.example", 1)},
                                      {"t", on_host("a.example", 2)},
                                      {"t", on_host("a.example", 3)},
                                      {"t", on_host("a.example", 1)},
                                      {"t", on_host("b.example", 1)}});
    ASSERT_TRUE(added);
    const std::vector<Added> expected{Added::fresh, Added::fresh, Added::over_budget, Added::known, Added::fresh};
    EXPECT_EQ(*added, expected);
  }
  auto frontier = open();
  ASSERT_TRUE(*frontier->begin("scan", limits));
  EXPECT_EQ(frontier->add({{"t", on_host("a.example", 4)}})->front(), Added::over_budget) << "also when gone on with";
}

TEST_F(FrontierTest, KnowsContentByItsFirstAddress) {
  {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan"));
    EXPECT_EQ(*frontier->first_with("digest", url(1)), url(1));
    EXPECT_EQ(*frontier->first_with("digest", url(2)), url(1));
    EXPECT_EQ(*frontier->first_with("another", url(3)), url(3));
  }
  auto frontier = open();
  ASSERT_TRUE(*frontier->begin("scan"));
  EXPECT_EQ(*frontier->first_with("digest", url(1)), url(1)) << "the page itself, visited again after a kill";
  ASSERT_TRUE(frontier->begin("other run"));
  EXPECT_EQ(*frontier->first_with("digest", url(2)), url(2));
}

TEST_F(FrontierTest, ListsItsDeadLettersWithTheirReasons) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  ASSERT_TRUE(add(*frontier, "t", url(1)));
  ASSERT_TRUE(add(*frontier, "t", url(2)));
  for (int attempt = 1; attempt <= 3; ++attempt) {
    Lease lease = next(*frontier);
    if (lease.url == url(2)) {
      EXPECT_TRUE(frontier->done(lease));
      lease = next(*frontier);
    }
    EXPECT_TRUE(frontier->failed(lease, trouble));
  }
  std::vector<std::string> letters;
  ASSERT_TRUE(frontier->dead_letters([&](const std::string& page, const std::string& target, const std::string& why) {
    letters.push_back(page + " " + target + " " + why);
  }));
  EXPECT_EQ(letters, std::vector<std::string>{url(1) + " t " + to_line(trouble)});
}

TEST_F(FrontierTest, APlainKillIsNoPagesFault) {
  for (int run = 0; run < 30; ++run) {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan"));
    ASSERT_TRUE(add(*frontier, "t", url(1000 + run)));
    if (run == 0) ASSERT_TRUE(add(*frontier, "t", url(1)));
    ASSERT_TRUE(frontier->done(next(*frontier)));
    while (*frontier->lease()) {
    }
  }
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  EXPECT_EQ(frontier->count()->failed, 0) << "each run got on, so none of its pages is to blame for its end";
}

TEST_F(FrontierTest, SaysWhatIsWrongWithTheFile) {
  test::write_file(path(), std::string(4096, 'x'));
  const auto garbage = open_sqlite_frontier(path(), clock_);
  ASSERT_FALSE(garbage);
  EXPECT_EQ(garbage.problem().kind, Problem::Kind::bad_input);
  EXPECT_EQ(garbage.problem().thing, path());
  const auto nowhere = open_sqlite_frontier((folder_ / "no/such/frontier.db").string(), clock_);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.problem().kind, Problem::Kind::io);
}

TEST_F(FrontierTest, IsSafeFromManyThreads) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(add(*frontier, "t", url(i)));
  std::vector<std::thread> workers;
  for (int w = 0; w < 4; ++w)
    workers.emplace_back([&] {
      for (auto lease = frontier->lease(); lease && *lease; lease = frontier->lease())
        EXPECT_TRUE(frontier->done(**lease));
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(frontier->count()->done, 200);
  EXPECT_EQ(frontier->count()->leased, 0);
}

// A child takes pages and notes each one that is done in a file; it is killed at some instant, ten times.
TEST_F(FrontierTest, KilledAtAnyInstantNothingIsLostAndNothingIsTwice) {
  constexpr int pages = 300;
  {
    auto frontier = open();
    ASSERT_TRUE(frontier->begin("scan"));
    for (int i = 0; i < pages; ++i) ASSERT_TRUE(add(*frontier, "t", url(i)));
  }
  const std::string acknowledged = (folder_ / "acknowledged").string();
  for (int kill_after_ms : {1, 2, 3, 5, 7, 9, 11, 13, 17, 20}) {
    const pid_t child = fork();
    if (child == 0) {
      auto frontier = open();
      if (!frontier->begin("scan")) _exit(1);
      std::ofstream note(acknowledged, std::ios::app);
      for (auto lease = frontier->lease(); lease && *lease; lease = frontier->lease())
        if (frontier->done(**lease)) note << (*lease)->url << std::endl;
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(kill_after_ms));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  std::ifstream notes(acknowledged);
  std::multiset<std::string> seen;
  for (std::string line; std::getline(notes, line);) seen.insert(line);
  for (const auto& page : seen) EXPECT_EQ(seen.count(page), 1u) << page << " was lent again after done()";
  auto frontier = open();
  EXPECT_TRUE(*frontier->begin("scan"));
  const FrontierCount count = *frontier->count();
  EXPECT_EQ(count.waiting + count.done, pages);
  EXPECT_EQ(count.failed + count.leased, 0);
  EXPECT_GE(count.done, static_cast<std::int64_t>(seen.size()));
}

// The best of several batches, as other programs run beside this one.
TEST_F(FrontierTest, CostStaysFlat) {
  auto frontier = open();
  ASSERT_TRUE(frontier->begin("scan"));
  int next_page = 0;
  const auto best_batch = [&](int batches) {
    double best = 1e9;
    for (int batch = 0; batch < batches; ++batch) {
      const auto begin = std::chrono::steady_clock::now();
      for (int i = 0; i < 200; ++i) EXPECT_TRUE(add(*frontier, "t", url(next_page++)));
      for (int i = 0; i < 200; ++i) EXPECT_TRUE(*frontier->lease());
      for (int i = 0; i < 200; ++i) EXPECT_TRUE(frontier->count());
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
  };
  const double first = best_batch(5);
  best_batch(60);
  EXPECT_LT(best_batch(5), 4 * first) << "seconds for a batch, at 1,000 and at 14,000 entries";
}

}  // namespace
}  // namespace markhound::crawler
