// The directory of a ZIP (APPNOTE 6.3.10, sections 4.3 to 4.5), zip64 and all. Our own reader, since a stored WARC is
// read where it lies: libarchive and libzip do not tell where, and Debian's minizip misreads zip64 sizes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::crawler {

/// An entry as the directory states it, unchecked.
struct ZipRow {
  std::string name;
  unsigned flags = 0;
  unsigned method = 0;
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  std::uint64_t packed = 0;
  std::uint64_t header = 0;  ///< offset of its local header
};

/// Gives bytes of the file, fewer at its end.
using ReadAt = std::function<std::string(std::uint64_t offset, std::size_t size)>;

/// At most 100,000 rows; a directory that breaks off is a Problem, of which only the cause is set.
Result<std::vector<ZipRow>> read_zip_directory(std::uint64_t file_size, const ReadAt& read);

/// From the beginning of a local header to the entry's bytes; nothing where it is no header of an entry of that name.
std::optional<std::uint64_t> data_offset(std::string_view local_header, std::string_view name);

}  // namespace markhound::crawler
