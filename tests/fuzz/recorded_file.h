// A recorded target as a file of this process, in memory, so that a fuzzer does not wear out a disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include <unistd.h>

namespace markhound::fuzz {

class RecordedFile {
 public:
  RecordedFile(const char* kind, const std::uint8_t* data, std::size_t size)
      : path_("/dev/shm/markhound-fuzz-" + std::to_string(getpid()) + "." + kind) {
    std::FILE* file = std::fopen(path_.c_str(), "wb");
    if (!file) return;
    std::fwrite(data, 1, size, file);
    std::fclose(file);
  }
  ~RecordedFile() { std::remove(path_.c_str()); }
  RecordedFile(const RecordedFile&) = delete;
  RecordedFile& operator=(const RecordedFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace markhound::fuzz
