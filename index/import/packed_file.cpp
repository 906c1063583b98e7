#include "index/import/packed_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <archive.h>
#include <archive_entry.h>

namespace markhound::index {
namespace {

constexpr std::size_t block_bytes = 256u << 10;
/// Twenty-five times the largest register; a decompression bomb ends here, if nobody stops it before.
constexpr std::uint64_t most_bytes = std::uint64_t{256} << 30;

/// libarchive also takes a file for a zip by what stands at its end, which in a table of marks can be any text.
bool begins_as_zip(const std::string& path) {
  char head[4] = "";
  std::ifstream(path, std::ios::binary).read(head, sizeof head);
  const std::string_view begin(head, sizeof head);
  return begin == "PK\3\4" || begin == "PK\5\6" || begin == "PK\7\x8";
}

}  // namespace

struct PackedFile::Open {
  std::string path;
  std::uint64_t size = 0;
  std::uint64_t unpacked = 0;
  struct archive* archive = archive_read_new();

  Open() = default;
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() { archive_read_free(archive); }

  Problem damaged() const {
    const char* said = archive_error_string(archive);
    return {Problem::Kind::bad_input, path, std::string("cannot be unpacked: ") + (said ? said : "it is damaged"),
            "fetch the file again; what was imported stays"};
  }
};

PackedFile::PackedFile(std::unique_ptr<Open> open) : open_(std::move(open)) {}
PackedFile::PackedFile(PackedFile&&) noexcept = default;
PackedFile::~PackedFile() = default;

Result<PackedFile> PackedFile::open(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return Problem{Problem::Kind::not_found, path, "there is no such file", "check the path"};
  }
  const Problem unreadable{Problem::Kind::io, path, "cannot be opened for reading", "name a file that you may read"};
  if (std::filesystem::is_directory(path, error)) return unreadable;
  auto open = std::make_unique<Open>();
  open->path = path;
  open->size = std::filesystem::file_size(path, error);
  archive_read_support_filter_gzip(open->archive);
  if (begins_as_zip(path)) archive_read_support_format_zip(open->archive);
  archive_read_support_format_raw(open->archive);
  archive_read_support_format_empty(open->archive);
  if (archive_read_open_filename(open->archive, path.c_str(), block_bytes) != ARCHIVE_OK) return unreadable;
  return PackedFile(std::move(open));
}

Result<std::optional<std::string>> PackedFile::next() {
  struct archive_entry* entry = nullptr;
  while (true) {
    const int done = archive_read_next_header(open_->archive, &entry);
    if (done == ARCHIVE_EOF) return std::optional<std::string>();
    if (done != ARCHIVE_OK && done != ARCHIVE_WARN) return open_->damaged();
    if (archive_format(open_->archive) == ARCHIVE_FORMAT_RAW) return std::optional(std::string());
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    if (archive_entry_is_encrypted(entry)) {
      return Problem{Problem::Kind::bad_input, open_->path, "the zip is encrypted",
                     "unpack it and import what is in it"};
    }
    const char* name = archive_entry_pathname_utf8(entry);
    if (!name) name = archive_entry_pathname(entry);
    return std::optional(std::string(name && *name ? name : "(no name)"));
  }
}

Result<std::size_t> PackedFile::read(char* into, std::size_t size) {
  const auto got = archive_read_data(open_->archive, into, size);
  if (got < 0) return open_->damaged();
  open_->unpacked += static_cast<std::size_t>(got);
  if (open_->unpacked > most_bytes) {
    return Problem{Problem::Kind::limit, open_->path, "it holds over 256 GiB", "import its parts one by one"};
  }
  return static_cast<std::size_t>(got);
}

double PackedFile::share() const {
  if (open_->size == 0) return 1;
  const auto read = static_cast<double>(archive_filter_bytes(open_->archive, -1));
  return std::clamp(read / static_cast<double>(open_->size), 0.0, 1.0);
}

}  // namespace markhound::index
