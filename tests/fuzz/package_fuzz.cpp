// verify_package on whatever bytes come: it may refuse them, but neither crash nor accept what it was not given whole.
#include <cstdint>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "evidence/package.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("package", MFD_CLOEXEC);
  if (file < 0 || ftruncate(file, 0) != 0) return 0;
  if (pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  const auto verdict = markhound::evidence::verify_package("/proc/self/fd/" + std::to_string(file));
  if (verdict && verdict->intact != verdict->problems.empty()) __builtin_trap();
  return 0;
}
