// The bytes of a .warc or .warc.gz, streamed in a fixed amount of memory, with places that can be come back to.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/result.h"

namespace markhound::crawler {

/// Where a record begins. In a plain file `member` is the offset; in a compressed one it is the offset of a gzip
/// member in the file and `inner` an offset in what the member unpacks to (0 where each record has its own member, as
/// the standard wants).
struct WarcPlace {
  std::uint64_t member = 0;
  std::uint64_t inner = 0;

  bool operator==(const WarcPlace&) const = default;
};

/// A file, or a stretch of one: an archive that lies unpacked inside a ZIP.
struct WarcPart {
  WarcPart(std::string file) : path(std::move(file)), name(path) {}
  WarcPart(std::string file, std::string shown, std::uint64_t from = 0, std::uint64_t bytes = UINT64_MAX)
      : path(std::move(file)), name(std::move(shown)), offset(from), length(bytes) {}

  std::string path;
  std::string name;  ///< what messages call it
  std::uint64_t offset = 0;
  std::uint64_t length = UINT64_MAX;  ///< to the file's end where it is larger
};

/// Places and offsets count from the part's beginning. One thread. After the end, and after damage, reads give nothing.
class WarcInput {
 public:
  static Result<std::unique_ptr<WarcInput>> open(const WarcPart& part);
  ~WarcInput();
  WarcInput(const WarcInput&) = delete;
  WarcInput& operator=(const WarcInput&) = delete;

  /// Appends up to `most` bytes to `out`; fewer only at the end or at damage. Returns how many.
  std::uint64_t read(std::string& out, std::uint64_t most);
  std::uint64_t skip(std::uint64_t bytes);
  /// A line with its "\n", or the next 64 KiB where it is longer; empty at the end.
  std::string line();

  WarcPlace place();
  void seek(WarcPlace place);

  /// Whether reading stopped for damage of the compressed data, not at the end of the file.
  bool damaged() const;
  /// Past damage: to the next thing in the file that begins like a gzip member. False where there is none.
  bool to_next_member();

  const std::string& name() const;

 private:
  struct State;
  explicit WarcInput(std::unique_ptr<State> state);

  bool fill();
  bool inflate_some();
  bool begin_member();

  std::unique_ptr<State> state_;
};

}  // namespace markhound::crawler
