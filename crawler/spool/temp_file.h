// A file without a name, for what is unpacked once and read at any place: gone with the process, however that ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace markhound::crawler {

/// Lies in TMPDIR, or else in /var/tmp, as /tmp is memory on some systems. Reads and writes of several threads at
/// different places do not disturb each other.
class TempFile {
 public:
  static Result<TempFile> make();
  TempFile(TempFile&& other) noexcept : descriptor_(other.descriptor_), size_(other.size_) { other.descriptor_ = -1; }
  TempFile& operator=(TempFile&& other) noexcept;
  ~TempFile();

  /// Appends; a Problem of kind io where the disk is full.
  Result<void> write(std::string_view bytes);
  /// Exactly `size` bytes from `offset`; a Problem where there are not so many.
  Result<std::string> read(std::uint64_t offset, std::size_t size) const;

  std::uint64_t size() const { return size_; }
  /// A path under which this process can open the file again while the TempFile lives.
  std::string path() const;

 private:
  explicit TempFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace markhound::crawler
