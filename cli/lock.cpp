#include "cli/lock.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace markhound::cli {
namespace {

std::string holder(int file) {
  char text[32] = {};
  const ssize_t length = pread(file, text, sizeof text - 1, 0);
  return length > 0 ? "process " + std::string(text) : "another process";
}

}  // namespace

Result<WorkspaceLock> WorkspaceLock::take(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return Problem{Problem::Kind::io, path, std::strerror(errno), "check the folder's rights and the disk"};
  }
  WorkspaceLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    return Problem{Problem::Kind::busy, path, "the workspace is in use by " + holder(file),
                   "wait until it ends, or name another folder with --workspace"};
  }
  const std::string pid = std::to_string(getpid());
  // The number only serves the message above; the lock itself is the kernel's.
  [[maybe_unused]] const bool noted = ftruncate(file, 0) == 0 && pwrite(file, pid.data(), pid.size(), 0) > 0;
  return lock;
}

WorkspaceLock::~WorkspaceLock() {
  if (file_ >= 0) close(file_);
}

WorkspaceLock::WorkspaceLock(WorkspaceLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WorkspaceLock& WorkspaceLock::operator=(WorkspaceLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

}  // namespace markhound::cli
