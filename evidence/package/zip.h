// ZIP archives (PKWARE APPNOTE 6.3.10) in one form only: entries stored, one after the other, with fixed times and
// attributes. A package has no byte that could be another and still be the same package; libarchive, which other
// ZIP files would be read with, neither writes nor checks such a form.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace markhound::evidence {

struct ZipEntry {
  std::string name;
  std::uint32_t crc = 0;
  std::uint32_t size = 0;
  std::uint32_t offset = 0;  ///< of the local header
};

/// Archives end below 4 GiB and 65,535 entries: ZIP64 would be a second form.
inline constexpr std::uint64_t most_zip_bytes = 0xffffffffu;

/// The local header of an entry.
std::string zip_local_header(const ZipEntry& entry);
/// Central directory and end record, which begin at `offset`.
std::string zip_directory(const std::vector<ZipEntry>& entries, std::uint32_t offset);
/// ASCII letters, digits, ". _ - /", relative, without empty or dot segments.
bool is_plain_name(std::string_view name);

/// A file that is read at places; safe to share.
class ArchiveFile {
 public:
  /// Problem of kind not_found or io where the file cannot be read.
  static Result<ArchiveFile> open(const std::string& path);
  ~ArchiveFile();
  ArchiveFile(ArchiveFile&& other) noexcept;
  ArchiveFile(const ArchiveFile&) = delete;
  ArchiveFile& operator=(const ArchiveFile&) = delete;

  std::uint64_t size() const { return size_; }
  /// At most `length` bytes; fewer at the end of the file or where it cannot be read.
  std::string read(std::uint64_t offset, std::size_t length) const;

 private:
  ArchiveFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;
  std::uint64_t size_;
};

/// The entries, if every byte outside their data is as the functions above write it; the data are not read.
/// Problem of kind refused that names the entry, or the directory.
Result<std::vector<ZipEntry>> read_zip_structure(const ArchiveFile& file);

/// Calls `take` with the entry's data piece by piece; false where their CRC-32 is not the header's.
bool read_zip_entry(const ArchiveFile& file, const ZipEntry& entry, const std::function<void(std::string_view)>& take);

}  // namespace markhound::evidence
