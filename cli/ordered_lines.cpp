#include "cli/ordered_lines.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace markhound::cli {
namespace {

class OrderedPrinter {
 public:
  OrderedPrinter(int threads, const std::function<std::optional<std::string>()>& next)
      : most_waiting_(static_cast<std::size_t>(threads) * 16), next_(next) {}

  std::optional<std::pair<std::size_t, std::string>> take() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return taken_ - printed_ < most_waiting_; });
    auto input = next_();
    if (!input) return std::nullopt;
    return std::pair{taken_++, std::move(*input)};
  }

  void give(std::size_t number, std::string line) {
    const std::lock_guard lock(mutex_);
    waiting_[number] = std::move(line);
    while (!waiting_.empty() && waiting_.begin()->first == printed_) {
      const std::string& first = waiting_.begin()->second;
      std::fwrite(first.data(), 1, first.size(), stdout);
      if (!first.empty()) std::fputc('\n', stdout);
      waiting_.erase(waiting_.begin());
      ++printed_;
    }
    room_.notify_all();
  }

 private:
  const std::size_t most_waiting_;
  const std::function<std::optional<std::string>()>& next_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::map<std::size_t, std::string> waiting_;
  std::size_t taken_ = 0;
  std::size_t printed_ = 0;
};

}  // namespace

int default_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void print_in_order(int threads, const std::function<std::optional<std::string>()>& next,
                    const std::function<std::string(int, const std::string&)>& work) {
  OrderedPrinter printer(threads, next);
  std::vector<std::thread> pool;
  for (int thread = 0; thread < threads; ++thread) {
    pool.emplace_back([&, thread] {
      while (auto input = printer.take()) printer.give(input->first, work(thread, input->second));
    });
  }
  for (std::thread& one : pool) one.join();
}

}  // namespace markhound::cli
