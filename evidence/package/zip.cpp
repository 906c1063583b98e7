#include "evidence/package/zip.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace markhound::evidence {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t central_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::uint16_t made_by = 3 << 8 | 20;  ///< Unix, so that unzip sets the mode below
constexpr std::uint16_t version_needed = 10;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t dos_time = 0;
constexpr std::uint16_t dos_date = 1 << 5 | 1;  ///< 1980-01-01
constexpr std::uint32_t regular_file = 0100644u << 16;
constexpr std::size_t local_size = 30;
constexpr std::size_t longest_name = 200;

class LittleEndian {
 public:
  LittleEndian& u16(std::uint32_t n) { return bytes(n, 2); }
  LittleEndian& u32(std::uint32_t n) { return bytes(n, 4); }
  LittleEndian& text(std::string_view t) {
    out_ += t;
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  LittleEndian& bytes(std::uint32_t n, int count) {
    for (int i = 0; i < count; ++i) out_ += static_cast<char>(n >> (8 * i) & 0xff);
    return *this;
  }
  std::string out_;
};

std::uint32_t number_at(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t n = 0;
  for (int i = count - 1; i >= 0; --i) n = n << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return n;
}

void common_fields(LittleEndian& out, const ZipEntry& entry) {
  out.u16(version_needed).u16(0).u16(stored).u16(dos_time).u16(dos_date);
  out.u32(entry.crc).u32(entry.size).u32(entry.size);
  out.u16(static_cast<std::uint32_t>(entry.name.size())).u16(0);
}

Problem altered(const std::string& thing, const char* why) {
  return {Problem::Kind::refused, thing, why, "ask the sender for the package again"};
}

/// Reads the entry whose local header begins at `offset`, if it is as zip_local_header writes it.
Result<ZipEntry> read_local(const ArchiveFile& file, std::uint64_t offset, const std::string& after) {
  const std::string place = after.empty() ? "the first entry" : "the entry after " + after;
  const std::string head = file.read(offset, local_size + longest_name);
  if (head.size() < local_size) return altered(place, "its header is cut short");
  ZipEntry entry;
  entry.offset = static_cast<std::uint32_t>(offset);
  entry.crc = number_at(head, 14, 4);
  entry.size = number_at(head, 18, 4);
  const std::size_t name_length = number_at(head, 26, 2);
  if (name_length > longest_name || head.size() < local_size + name_length)
    return altered(place, "its name is too long");
  entry.name = head.substr(local_size, name_length);
  if (!is_plain_name(entry.name)) return altered(place, "its name is not one that a package has");
  const std::string expected = zip_local_header(entry);
  if (head.substr(0, expected.size()) != expected) return altered(entry.name, "its ZIP header is altered");
  if (offset + expected.size() + entry.size > file.size()) return altered(entry.name, "it is cut short");
  return entry;
}

}  // namespace

std::string zip_local_header(const ZipEntry& entry) {
  LittleEndian out;
  common_fields(out.u32(local_signature), entry);
  return out.text(entry.name).take();
}

std::string zip_directory(const std::vector<ZipEntry>& entries, std::uint32_t offset) {
  LittleEndian out;
  std::uint32_t size = 0;
  constexpr std::uint32_t central_size = 46;
  for (const ZipEntry& entry : entries) {
    common_fields(out.u32(central_signature).u16(made_by), entry);
    out.u16(0).u16(0).u16(0).u32(regular_file).u32(entry.offset).text(entry.name);
    size += central_size + static_cast<std::uint32_t>(entry.name.size());
  }
  const auto count = static_cast<std::uint32_t>(entries.size());
  out.u32(end_signature).u16(0).u16(0).u16(count).u16(count).u32(size).u32(offset).u16(0);
  return out.take();
}

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-' || c == '/';
  };
  if (name.empty() || name.size() > longest_name || !std::all_of(name.begin(), name.end(), plain)) return false;
  while (true) {
    const auto slash = name.find('/');
    const std::string_view segment = name.substr(0, slash);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (slash == name.npos) return true;
    name.remove_prefix(slash + 1);
  }
}

Result<ArchiveFile> ArchiveFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    const bool missing = descriptor < 0 && error == ENOENT;
    return Problem{missing ? Problem::Kind::not_found : Problem::Kind::io, path,
                   descriptor >= 0 ? "it is no regular file" : std::strerror(error), "name a package file"};
  }
  return ArchiveFile(descriptor, static_cast<std::uint64_t>(status.st_size));
}

ArchiveFile::ArchiveFile(ArchiveFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

ArchiveFile::~ArchiveFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string ArchiveFile::read(std::uint64_t offset, std::size_t length) const {
  if (offset >= size_) return {};
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(length, size_ - offset)), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    done += static_cast<std::size_t>(n);
  }
  bytes.resize(done);
  return bytes;
}

Result<std::vector<ZipEntry>> read_zip_structure(const ArchiveFile& file) {
  if (file.size() > most_zip_bytes) return altered("ZIP directory", "the file is larger than a package can be");
  std::vector<ZipEntry> entries;
  std::set<std::string> names;
  std::uint64_t offset = 0;
  while (true) {
    const std::string signature = file.read(offset, 4);
    if (signature.size() < 4) return altered("ZIP directory", "it is missing");
    if (number_at(signature, 0, 4) != local_signature) break;
    auto entry = read_local(file, offset, entries.empty() ? "" : entries.back().name);
    if (!entry) return entry.problem();
    if (!names.insert(entry->name).second) return altered(entry->name, "it is there twice");
    offset += local_size + entry->name.size() + entry->size;
    entries.push_back(std::move(*entry));
    if (entries.size() >= 0xffff) return altered("ZIP directory", "there are more entries than a package can have");
  }
  const std::string expected = zip_directory(entries, static_cast<std::uint32_t>(offset));
  if (file.size() != offset + expected.size() || file.read(offset, expected.size()) != expected) {
    return altered("ZIP directory", "it is not the directory of the entries before it");
  }
  return entries;
}

bool read_zip_entry(const ArchiveFile& file, const ZipEntry& entry, const std::function<void(std::string_view)>& take) {
  constexpr std::size_t piece_size = 1u << 20;
  std::uint64_t offset = entry.offset + local_size + entry.name.size();
  uLong crc = crc32(0, nullptr, 0);
  for (std::uint32_t left = entry.size; left > 0;) {
    const std::string piece = file.read(offset, std::min<std::size_t>(left, piece_size));
    if (piece.empty()) return false;
    crc = crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
    take(piece);
    offset += piece.size();
    left -= static_cast<std::uint32_t>(piece.size());
  }
  return crc == entry.crc;
}

}  // namespace markhound::evidence
