#include "evidence/package/zip_writer.h"

#include <cassert>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace markhound::evidence {

ZipWriter::ZipWriter(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) fail("cannot be opened for writing", errno);
}

ZipWriter::~ZipWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void ZipWriter::fail(const std::string& cause, int error) {
  if (problem_) return;
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  problem_ = Problem{Problem::Kind::io, path_, cause + (error ? std::string(": ") + std::strerror(error) : ""),
                     full ? "free space on that disk and export again" : "choose a folder that can be written"};
}

void ZipWriter::write(std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty() && !problem_) {
    const ssize_t n = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return fail("cannot be written", n < 0 ? errno : ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(n));
    offset += static_cast<std::uint64_t>(n);
  }
}

void ZipWriter::begin(const std::string& name) {
  assert(is_plain_name(name));
  entries_.push_back({name, static_cast<std::uint32_t>(crc32(0, nullptr, 0)), 0, static_cast<std::uint32_t>(end_)});
  // Room for the header, which is written when size and CRC are known.
  end_ += zip_local_header(entries_.back()).size();
}

void ZipWriter::append(std::string_view bytes) {
  ZipEntry& entry = entries_.back();
  if (end_ + bytes.size() > most_zip_bytes - (16u << 20))
    return fail("would grow beyond the 4 GiB that a package may have", 0);
  write(bytes, end_);
  entry.crc = static_cast<std::uint32_t>(
      crc32(entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  digest_.update(bytes);
  entry.size += static_cast<std::uint32_t>(bytes.size());
  end_ += bytes.size();
}

void ZipWriter::end() {
  write(zip_local_header(entries_.back()), entries_.back().offset);
  digests_.push_back(hex(digest_.finish()));
}

void ZipWriter::add(const std::string& name, std::string_view bytes) {
  begin(name);
  append(bytes);
  end();
}

void ZipWriter::forget_from(std::size_t count) {
  if (count >= entries_.size()) return;
  end_ = entries_[count].offset;
  entries_.resize(count);
  digests_.resize(count);
}

std::string ZipWriter::sums() const {
  std::string lines;
  for (std::size_t i = 0; i < entries_.size(); ++i) lines += digests_[i] + "  " + entries_[i].name + "\n";
  return lines;
}

Result<void> ZipWriter::finish() {
  if (entries_.size() >= 0xffff) fail("would have more entries than a ZIP can", 0);
  const std::string directory = zip_directory(entries_, static_cast<std::uint32_t>(end_));
  write(directory, end_);
  // What forget_from took back may have been longer than what came in its place.
  if (!problem_ && ::ftruncate(descriptor_, static_cast<off_t>(end_ + directory.size())) != 0)
    fail("cannot be cut", errno);
  if (!problem_ && ::fsync(descriptor_) != 0) fail("cannot be synced", errno);
  if (problem_) return *problem_;
  return {};
}

}  // namespace markhound::evidence
