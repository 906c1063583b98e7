// One line on a terminal that tells how far a long command is; nothing in a pipe. Problems go above it.
#pragma once

#include <mutex>
#include <string>

#include "core/problem.h"

namespace markhound::cli {

/// Safe to call from any thread.
class Progress {
 public:
  Progress();
  ~Progress();

  /// Replaces the line; drawn at most ten times a second.
  void show(const std::string& line);
  /// Prints "markhound: thing: cause; mend" on standard error and counts it.
  void report(const Problem& problem);
  int problems() const;

 private:
  void clear();

  mutable std::mutex mutex_;
  const bool terminal_;
  bool drawn_ = false;
  long long last_ms_ = 0;
  int problems_ = 0;
};

}  // namespace markhound::cli
