// ZIP files that somebody else made, read in fixed memory. Nothing is ever written under a name from inside one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::crawler {

struct ZipRow;

struct ZipEntry {
  std::string name;
  std::uint64_t size = 0;    ///< unpacked, as the directory states it
  std::uint64_t packed = 0;  ///< in the file
  bool stored = false;       ///< not deflated
  std::uint64_t header = 0;  ///< offset of its local header
  std::uint32_t crc = 0;
};

/// Files, in the directory's order. One thread.
class ZipFile {
 public:
  static Result<std::unique_ptr<ZipFile>> open(const std::string& path);
  ~ZipFile();
  ZipFile(const ZipFile&) = delete;
  ZipFile& operator=(const ZipFile&) = delete;

  const std::vector<ZipEntry>& entries() const;
  /// Entries that were passed by: names that lead out or stand twice, encrypted, of unknown packing.
  const std::vector<Problem>& problems() const;

  /// Gives the entry's bytes to `take`, piece by piece. A Problem where they are damaged, are more than the directory
  /// states, or where `take` has one.
  Result<void> read(const ZipEntry& entry, const std::function<Result<void>(std::string_view)>& take);

  /// Where the bytes of a stored entry lie in the file.
  Result<std::uint64_t> offset_of(const ZipEntry& entry);

 private:
  struct State;
  explicit ZipFile(std::unique_ptr<State> state);
  void enter(ZipRow row);

  std::unique_ptr<State> state_;
};

}  // namespace markhound::crawler
