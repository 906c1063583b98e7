// A scan that is killed at random instants and gone on with: is every page there, none twice, and no record torn?
// Options: --pages N (300), --kills N (8), --seed N. Exit code 0 where all of it holds. Killed with SIGKILL, which no
// program can answer, at instants drawn over the whole of the work.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <random>
#include <set>
#include <string>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "evidence/warc/record.h"
#include "tests/bench/crawl/child.h"
#include "tests/bench/crawl/server.h"

namespace markhound::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  int pages = 300;
  int kills = 8;
  unsigned seed = 1;
};

std::string read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Check {
 public:
  explicit Check(const Options& options) : options_(options), random_(options.seed) {
    shop_.pages = options.pages;
    folder_ = fs::temp_directory_path() / ("markhound-resume-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    void* shared = mmap(nullptr, sizeof(Served), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    served_ = new (shared) Served;
    const int epoll = listen_all(shop_);
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      serve(shop_, epoll, *served_);
    }
    std::ofstream list(folder_ / "pages.txt");
    for (int page = 0; page < shop_.pages; ++page) list << shop_.page_url(page) << "\n";
  }
  ~Check() { fs::remove_all(folder_); }
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  bool run() {
    int killed = 0;
    for (const int instant : instants()) killed += kill_at(instant);
    const Usage last = bench::run(scan("killed"), log());
    std::printf("%d pages, killed %d times, then exit %d: %s", options_.pages, killed, last.status,
                read_all(log() + ".err").c_str());
    std::printf("the server gave %d pages and %d pictures\n", served_->pages.load(), served_->pictures.load());
    const bool journal = check_journal();
    const bool rows = check_captures();
    return check_records() && check_with_others() && journal && rows && last.status == 0 && killed == options_.kills;
  }

 private:
  std::string log() const { return (folder_ / "scan.log").string(); }

  std::vector<std::string> scan(const std::string& workspace) const {
    return {MARKHOUND_PROGRAM, "-w", (folder_ / workspace).string(),  "scan", "--allow-private",
            "--delay",         "0",  (folder_ / "pages.txt").string()};
  }

  /// Answers of the server after which to kill, in order: spread over the whole work, however fast this machine is.
  std::vector<int> instants() {
    std::uniform_int_distribution<int> anywhere(0, shop_.pages * (1 + Shop::pictures) * 19 / 20);
    std::vector<int> all;
    for (int i = 0; i < options_.kills; ++i) all.push_back(anywhere(random_));
    std::sort(all.begin(), all.end());
    return all;
  }

  /// Whether it was killed: up to 30 ms after the server has given so many answers, and before it ended by itself.
  bool kill_at(int answers) {
    const pid_t child = start(scan("killed"), log());
    int status = 0;
    while (served_->pages + served_->pictures < answers) {
      if (waitpid(child, &status, WNOHANG) == child) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(0, 30'000)(random_)));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
  }

  std::set<std::string> expected() const {
    std::set<std::string> urls;
    for (int page = 0; page < shop_.pages; ++page) {
      urls.insert(shop_.page_url(page));
      for (int picture = 0; picture < Shop::pictures; ++picture) urls.insert(shop_.picture_url(page, picture));
    }
    return urls;
  }

  bool check_journal() const {
    SQLite::Database journal((folder_ / "killed/journal.db").string());
    const int read = journal.execAndGet("SELECT count(DISTINCT page) FROM visit WHERE outcome = 0").getInt();
    std::printf("journal: %d of %d pages read\n", read, shop_.pages);
    return read == shop_.pages;
  }

  bool check_captures() const {
    SQLite::Database vault((folder_ / "killed/vault/vault.sqlite").string());
    std::map<std::string, int> kept;
    SQLite::Statement rows(vault, "SELECT asked FROM captures");
    while (rows.executeStep()) ++kept[rows.getColumn(0).getString()];
    return compare("captures in the vault", kept);
  }

  /// Every member of every WARC is whole and has its digests; each address has one response.
  bool check_records() const {
    std::map<std::string, int> responses;
    std::set<std::string> ids;
    int records = 0;
    for (const auto& entry : fs::directory_iterator(folder_ / "killed/vault/warc")) {
      const std::string file = read_all(entry.path());
      std::string_view bytes = file;
      while (!bytes.empty()) {
        const std::size_t at = file.size() - bytes.size();
        const auto record = evidence::take_record(bytes, evidence::most_record_bytes);
        if (!record) {
          std::printf("%s at %zu: %s\n", entry.path().c_str(), at, to_line(record.problem()).c_str());
          return false;
        }
        ++records;
        if (!ids.insert(record->field("WARC-Record-ID")).second) std::printf("a record's id stands twice\n");
        const std::string type = record->field("WARC-Type");
        if (type == "response" || type == "revisit") ++responses[record->field("WARC-Target-URI")];
      }
    }
    std::printf("WARC: %d records, each whole and with its digest\n", records);
    return compare("responses in the WARC", responses) && ids.size() == static_cast<std::size_t>(records);
  }

  /// Two readers that share no code with ours: gzip, and a checker in Python.
  bool check_with_others() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder_ / "killed/vault/warc")) files.push_back(entry.path());
    std::vector<std::string> unpack{"gzip", "-t"};
    std::vector<std::string> strict{"python3", MARKHOUND_SOURCE "/tests/evidence/warc_strict.py"};
    for (auto* command : {&unpack, &strict}) command->insert(command->end(), files.begin(), files.end());
    const bool whole = bench::run(unpack, log()).status == 0;
    const int read = bench::run(strict, log()).status;
    const bool absent = read == 127;
    std::printf("gzip -t: %s; warc_strict.py: %s%s", whole ? "whole" : "torn",
                absent ? "not run, there is no python3\n" : read_all(log()).c_str(), read_all(log() + ".err").c_str());
    return whole && (absent || read == 0);
  }

  bool compare(const char* what, const std::map<std::string, int>& found) const {
    int lost = 0;
    int twice = 0;
    for (const std::string& url : expected()) {
      const auto at = found.find(url);
      lost += at == found.end();
      twice += at != found.end() && at->second > 1;
    }
    std::printf("%s: %d addresses expected, %d lost, %d twice\n", what, static_cast<int>(expected().size()), lost,
                twice);
    return lost == 0 && twice == 0;
  }

  const Options options_;
  std::mt19937 random_;
  Shop shop_;
  fs::path folder_;
  Served* served_ = nullptr;
};

int check(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!std::strcmp(argv[i], "--pages")) options.pages = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--kills")) options.kills = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--seed")) options.seed = static_cast<unsigned>(std::atoi(argv[i + 1]));
  }
  return Check(options).run() ? 0 : 1;
}

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) { return markhound::bench::check(argc, argv); }
