#include "cli/progress.h"

#include <chrono>
#include <cstdio>

#include <unistd.h>

namespace markhound::cli {
namespace {

long long steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Progress::Progress() : terminal_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void Progress::show(const std::string& line) {
  const std::lock_guard lock(mutex_);
  const long long now = steady_ms();
  if (!terminal_ || now - last_ms_ < 100) return;
  last_ms_ = now;
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  drawn_ = true;
}

void Progress::report(const Problem& problem) {
  const std::lock_guard lock(mutex_);
  clear();
  std::fprintf(stderr, "markhound: %s\n", to_line(problem).c_str());
  ++problems_;
}

int Progress::problems() const {
  const std::lock_guard lock(mutex_);
  return problems_;
}

}  // namespace markhound::cli
