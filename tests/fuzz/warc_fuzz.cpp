// An archive that somebody else made: listed whole, and every page in it asked for. The input is written to a file
// of this process, as archives are files.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <unistd.h>

#include "crawler/warc/archive.h"

namespace {

/// In memory, so that the fuzzer does not wear out a disk.
const std::string& path() {
  static const std::string name = "/dev/shm/markhound-warc-fuzz-" + std::to_string(getpid());
  return name;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::FILE* file = std::fopen(path().c_str(), "wb");
  if (!file) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  markhound::crawler::Archive archive(path(), "fuzz", 1u << 20);
  std::vector<std::string> pages;
  const auto listed = archive.list(
      [&](const std::string& url) {
        if (pages.size() < 16) pages.push_back(url);
      },
      [](const markhound::Problem&) {});
  if (listed)
    for (const std::string& page : pages) (void)archive.capture(page);
  std::remove(path().c_str());
  return 0;
}
