#include "crawler/spool/temp_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace markhound::crawler {
namespace {

std::string folder() {
  const char* set = std::getenv("TMPDIR");
  return set && *set ? set : "/var/tmp";
}

Problem disk_problem(const std::string& what) {
  return {Problem::Kind::io, "a temporary file in " + folder(), what, "make room there, or set TMPDIR to another disk"};
}

/// O_TMPFILE is not known to every file system.
int open_nameless() {
  const int direct = open(folder().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (direct >= 0) return direct;
  std::string name = folder() + "/markhound-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

}  // namespace

Result<TempFile> TempFile::make() {
  const int descriptor = open_nameless();
  if (descriptor < 0) return disk_problem(std::strerror(errno));
  return TempFile(descriptor);
}

TempFile& TempFile::operator=(TempFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

TempFile::~TempFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<void> TempFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return disk_problem(std::strerror(errno));
    size_ += static_cast<std::uint64_t>(wrote);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

Result<std::string> TempFile::read(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t got = 0;
  while (got < size) {
    const ssize_t some = pread(descriptor_, bytes.data() + got, size - got, static_cast<off_t>(offset + got));
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) return disk_problem(some < 0 ? std::strerror(errno) : "it is shorter than what was written to it");
    got += static_cast<std::size_t>(some);
  }
  return bytes;
}

std::string TempFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace markhound::crawler
