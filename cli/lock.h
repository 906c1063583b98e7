// One writer a workspace: an advisory lock that ends with the process, however it ends.
#pragma once

#include <string>

#include "core/result.h"

namespace markhound::cli {

class WorkspaceLock {
 public:
  /// Problem of kind busy, naming the process that holds it, where another writes already.
  static Result<WorkspaceLock> take(const std::string& path);
  ~WorkspaceLock();
  WorkspaceLock(WorkspaceLock&& other) noexcept;
  WorkspaceLock& operator=(WorkspaceLock&& other) noexcept;

 private:
  explicit WorkspaceLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace markhound::cli
