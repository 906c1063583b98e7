// What is kept outlives a full disk and a process killed at any instant.
#include <chrono>
#include <thread>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "evidence/custody.h"
#include "tests/evidence/package_case.h"

namespace markhound::evidence {
namespace {

using test::sample_capture;
using test::VaultFolder;

std::string incompressible(std::size_t size, unsigned seed) {
  std::string bytes;
  while (bytes.size() < size) {
    seed = seed * 1664525u + 1013904223u;
    bytes += static_cast<char>(seed >> 24);
  }
  return bytes;
}

/// No file of this process may grow beyond `bytes` while it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

TEST(Durability, AFullDiskLosesNothingThatWasKept) {
  VaultFolder room;
  auto vault = room.open();
  const Capture small = sample_capture("https://shop.example/small", "kept before");
  const std::string before = *vault->keep(small);
  const Capture large = sample_capture("https://shop.example/large", incompressible(400'000, 1));
  {
    const FileSizeLimit full(200'000);
    const auto refused = vault->keep(large);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.problem().kind, Problem::Kind::io);
    EXPECT_NE(refused.problem().thing.find("markhound-00000001.warc.gz"), std::string::npos);
    EXPECT_NE(refused.problem().mend.find("free space"), std::string::npos);
  }
  EXPECT_EQ(vault->capture(before)->content, small.content);
  const auto after = vault->keep(large);
  ASSERT_TRUE(after.ok()) << to_line(after.problem());
  vault.reset();
  vault = room.open();
  EXPECT_EQ(vault->capture(before)->content, small.content);
  EXPECT_EQ(vault->capture(*after)->content, large.content);
}

TEST(Durability, AFullDiskWhileExportingLeavesNoPackage) {
  test::PackageCase room;
  ASSERT_TRUE(room.vault->log("note", "so that the database has its size").ok());
  const FileSizeLimit full(12'000);
  const auto exported = export_package(*room.vault, room.request, room.clock);
  ASSERT_FALSE(exported.ok());
  EXPECT_EQ(exported.problem().kind, Problem::Kind::io);
  EXPECT_FALSE(std::filesystem::exists(room.request.output));
  EXPECT_FALSE(std::filesystem::exists(room.request.output + ".part"));
}

/// Keeps and records until it is killed; tells each id through the pipe once it counts as kept.
[[noreturn]] void keep_until_killed(const VaultOptions& options, int out, int round) {
  test::ManualClock clock;
  auto vault = open_vault(options, clock);
  for (int i = 0; vault.ok(); ++i) {
    const std::string url = "https://shop.example/" + std::to_string(round) + "/" + std::to_string(i);
    const auto id =
        (*vault)->keep(sample_capture(url, incompressible(3000 + static_cast<std::size_t>(i) * 17 % 9000, i)));
    if (!id || !(*vault)->record(test::sample_listing(url), {test::sample_finding(url, url, Grade::B, 0.5)})) break;
    const std::string line = *id + " " + url + "\n";
    if (write(out, line.data(), line.size()) < 0) break;
  }
  _exit(1);
}

/// The lines that the child told before it was killed.
std::vector<std::string> killed_after(const VaultOptions& options, int round, std::chrono::milliseconds life) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) keep_until_killed(options, ends[1], round);
  close(ends[1]);
  std::this_thread::sleep_for(life);
  kill(child, SIGKILL);
  std::string told;
  char piece[4096];
  for (ssize_t n = 0; (n = read(ends[0], piece, sizeof piece)) > 0;) told.append(piece, static_cast<std::size_t>(n));
  close(ends[0]);
  waitpid(child, nullptr, 0);
  std::vector<std::string> lines;
  for (std::size_t at = 0, end = 0; (end = told.find('\n', at)) != told.npos; at = end + 1) {
    lines.push_back(told.substr(at, end - at));
  }
  return lines;
}

TEST(Durability, KilledAtAnyInstantTheVaultOpensWithAllThatWasKept) {
  VaultFolder room;
  std::vector<std::string> told;
  for (int round = 0; round < 10; ++round) {
    const auto lines = killed_after(room.options(), round, std::chrono::milliseconds(20 + 37 * round % 150));
    told.insert(told.end(), lines.begin(), lines.end());
    auto vault = room.open();
    ASSERT_TRUE(vault);
    for (const std::string& line : told) {
      const auto space = line.find(' ');
      const auto capture = vault->capture(line.substr(0, space));
      ASSERT_TRUE(capture.ok()) << to_line(capture.problem());
      EXPECT_EQ(capture->url, line.substr(space + 1));
      EXPECT_TRUE(vault->findings({Grade::none, {line.substr(space + 1)}}).ok());
    }
    CustodyChain chain;
    ASSERT_TRUE(vault->custody([&](const std::string& line) { EXPECT_TRUE(chain.follow(line).ok()); }).ok());
    EXPECT_GE(chain.length(), static_cast<std::int64_t>(told.size()));
  }
  EXPECT_GT(told.size(), 0u);
}

}  // namespace
}  // namespace markhound::evidence
