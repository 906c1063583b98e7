// A file of any size as plain bytes, whatever packs it: nothing, gzip, or a zip with several files in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/result.h"

namespace markhound::index {

class PackedFile {
 public:
  static Result<PackedFile> open(const std::string& path);
  PackedFile(PackedFile&&) noexcept;
  ~PackedFile();

  /// Goes to the next file within and tells its name, "" where the file is not a zip; nothing at the end.
  Result<std::optional<std::string>> next();

  /// Up to `size` bytes of the current file into `into`; 0 at its end. A Problem where the packing is damaged or holds
  /// over 256 GiB.
  Result<std::size_t> read(char* into, std::size_t size);

  /// The share of the packed bytes that was read, 0 to 1.
  double share() const;

 private:
  struct Open;
  explicit PackedFile(std::unique_ptr<Open> open);

  std::unique_ptr<Open> open_;
};

}  // namespace markhound::index
