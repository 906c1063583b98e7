// What a page costs the frontier, in microseconds, while it holds 1,000, 10,000, 100,000 and 1,000,000 entries on 64
// hosts, none of them done: the dearest case. Each figure is the mean over 1,000 calls, taken when the frontier has
// reached that size; every call is a transaction of its own that outlives kill -9, but "add", which takes 100 at once
// as a page's links do. Option: the largest size.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

#include "crawler/frontier.h"
#include "tests/manual_clock.h"

namespace markhound::bench {
namespace {

using crawler::Entry;
using crawler::Frontier;

constexpr int calls = 1'000;
constexpr int links = 100;

Entry entry(int number) {
  const unsigned mixed = static_cast<unsigned>(number) * 2654435761u;  // addresses come in no order
  return {"shop",
          "https://host" + std::to_string(number % 64) + ".example/item/" + std::to_string(mixed) + "-lamp.html",
          0,
          0,
          {}};
}

/// Microseconds a call.
template <class Action>
double timed(int times, Action action) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) action();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / times;
}

void must(bool good) {
  if (good) return;
  std::fprintf(stderr, "frontier_bench: a call failed\n");
  std::exit(2);
}

double add(Frontier& frontier, int& next, int count) {
  return timed(count / links,
               [&] {
                 std::vector<Entry> entries;
                 for (int i = 0; i < links; ++i) entries.push_back(entry(next++));
                 must(frontier.add(entries).ok());
               }) /
         links;
}

void measure(Frontier& frontier, int& next) {
  const double added = add(frontier, next, calls);
  std::vector<crawler::Lease> leases;
  const double leased = timed(128, [&] {
    auto lease = frontier.lease();
    must(lease && *lease);
    leases.push_back(std::move(**lease));
  });
  std::size_t at = 0;
  const double done = timed(128, [&] { must(frontier.done(leases[at++]).ok()); });
  std::printf("%9d entries: add %6.1f us, lease %6.1f us, done %6.1f us\n", next, added, leased, done);
  std::fflush(stdout);
}

int run(int largest) {
  const auto path = std::filesystem::temp_directory_path() / ("markhound-frontier-" + std::to_string(getpid()) + ".db");
  test::ManualClock clock;
  {
    auto frontier = crawler::open_sqlite_frontier(path.string(), clock);
    must(frontier.ok() && (*frontier)->begin("bench").ok());
    int next = 0;
    for (int size = 1'000; size <= largest; size *= 10) {
      add(**frontier, next, size - next - (size > 1'000 ? calls : 0));
      measure(**frontier, next);
    }
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
  return 0;
}

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) { return markhound::bench::run(argc > 1 ? std::atoi(argv[1]) : 1'000'000); }
