// A window that moves over a stream of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace markhound::index {

class ByteReader {
 public:
  /// Reads up to `size` bytes into `into`; 0 at the end.
  using Source = std::function<Result<std::size_t>(char* into, std::size_t size)>;

  explicit ByteReader(Source source) : source_(std::move(source)) {}

  /// What lies ahead: at least `size` bytes, fewer only at the end. Valid until the next call.
  std::string_view peek(std::size_t size);
  /// Moves on over bytes that peek() has shown.
  void consume(std::size_t size);

  /// Bytes moved over so far.
  std::uint64_t offset() const { return offset_; }
  /// Why the stream ended before its end.
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  Source source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;  ///< of what is filled in `buffer_`
  bool ended_ = false;
  std::uint64_t offset_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace markhound::index
