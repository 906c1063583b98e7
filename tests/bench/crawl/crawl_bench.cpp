// Crawlers on one shop, one after the other: Markhound, Scrapy and wget of Debian. The shop is on this machine, on 64
// loopback addresses; each crawler gets the same list of pages and is to fetch each page and its four pictures.
// Markhound keeps all in WARC files, synced, parses every page and records its listing; no mark is registered, so
// pictures are kept and not read. Scrapy parses each page for its pictures; "scrapy+warc" writes gzip members as well,
// without a sync; wget writes a WARC without a sync. Politeness is off. Options: --pages N (2000), --only NAME.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <new>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "tests/bench/crawl/child.h"
#include "tests/bench/crawl/server.h"

namespace markhound::bench {
namespace {

namespace fs = std::filesystem;

struct Contender {
  std::string name;
  std::vector<std::string> command;
};

class Race {
 public:
  Race(int pages, fs::path folder) : folder_(std::move(folder)) {
    shop_.pages = pages;
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    void* shared = mmap(nullptr, sizeof(Served), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    served_ = new (shared) Served;
    const int epoll = listen_all(shop_);
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      serve(shop_, epoll, *served_);
    }
    std::ofstream list(folder_ / "pages.txt");
    for (int page = 0; page < pages; ++page) list << shop_.page_url(page) << "\n";
  }

  std::vector<Contender> contenders() const {
    const std::string list = (folder_ / "pages.txt").string();
    const std::string spider = MARKHOUND_SOURCE "/tests/bench/crawl/scrapy_spider.py";
    const std::string warc = (folder_ / "wget").string();
    return {
        {"markhound",
         {MARKHOUND_PROGRAM, "-w", (folder_ / "workspace").string(), "scan", "--allow-private", "--delay", "0", list}},
        {"scrapy", {"/usr/bin/python3", spider, list}},
        {"scrapy+warc", {"/usr/bin/python3", spider, list, (folder_ / "scrapy.warc.gz").string()}},
        {"wget",
         {"wget", "-q", "-e", "robots=off", "--no-config", "-p", "-i", list, "--delete-after", "-P",
          (folder_ / "mirror").string(), "--warc-file=" + warc}}};
  }

  void enter(const Contender& contender) {
    served_->pages = served_->pictures = 0;
    const Usage usage = run(contender.command, (folder_ / (contender.name + ".log")).string());
    const double rate = served_->pages / usage.wall_s;
    if (contender.name == "markhound") ours_ = rate;
    std::printf("%-12s %6d pages %7d pictures %8.1f s %8.1f pages/s %8.1f s processor %5.0f MB peak, exit %d",
                contender.name.c_str(), served_->pages.load(), served_->pictures.load(), usage.wall_s, rate,
                usage.cpu_s, static_cast<double>(usage.peak_kb) / 1024, usage.status);
    if (ours_ > 0 && rate > 0 && contender.name != "markhound")
      std::printf("; markhound is %.1f times as fast", ours_ / rate);
    std::printf("\n");
    std::fflush(stdout);
  }

 private:
  Shop shop_;
  fs::path folder_;
  Served* served_ = nullptr;
  double ours_ = 0;
};

int race(int argc, char** argv) {
  int pages = 2'000;
  std::string only;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!std::strcmp(argv[i], "--pages")) pages = std::atoi(argv[i + 1]);
    if (!std::strcmp(argv[i], "--only")) only = argv[i + 1];
  }
  Race race(pages, fs::current_path() / "crawl-bench");
  for (const Contender& contender : race.contenders())
    if (only.empty() || only == contender.name) race.enter(contender);
  return 0;
}

}  // namespace
}  // namespace markhound::bench

int main(int argc, char** argv) { return markhound::bench::race(argc, argv); }
