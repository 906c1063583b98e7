#include "crawler/source/file_capture.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crawler/content/decoder.h"
#include "crawler/content/media_type.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

class OpenFile {
 public:
  /// Not blocked by a FIFO of that name.
  explicit OpenFile(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Problem system_problem(const std::string& path) {
  const Kind kind = errno == ENOENT || errno == ENOTDIR ? Kind::not_found : Kind::io;
  return {kind, path, std::strerror(errno), "check the name and its permissions"};
}

Problem too_large(const std::string& path, const std::string& size, std::size_t max_bytes) {
  return {Kind::limit, path, "it has " + size + ", more than the limit of " + std::to_string(max_bytes) + " bytes",
          "raise the limit of bytes a page if it is wanted"};
}

/// At most one byte more than `max_bytes`: the file may grow while it is read.
Result<std::string> read_all(int descriptor, const std::string& path, std::size_t size, std::size_t max_bytes) {
  std::string bytes(std::min(size, max_bytes) + 1, '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t some = read(descriptor, bytes.data() + got, bytes.size() - got);
    if (some < 0 && errno == EINTR) continue;
    if (some < 0) return system_problem(path);
    if (some == 0) break;
    got += static_cast<std::size_t>(some);
  }
  bytes.resize(got);
  return bytes;
}

Result<std::string> unpack(const std::string& path, const std::string& packed, std::size_t max_bytes,
                           std::vector<Problem>& problems) {
  if (!looks_gzipped(packed))
    return Problem{Kind::bad_input, path, "its name ends with .gz, but it is not gzip", "unpack or rename it"};
  Decoded decoded = decode_gzip(packed, max_bytes);
  if (decoded.end == Decoded::End::over_limit)
    return too_large(path, "more than " + std::to_string(max_bytes) + " bytes unpacked", max_bytes);
  if (decoded.end != Decoded::End::whole && decoded.content.empty())
    return Problem{Kind::bad_input, path, decoded.cause, "save or copy it again"};
  if (decoded.end != Decoded::End::whole)
    problems.push_back({Kind::bad_input, path, decoded.cause + "; what came before was read", "save or copy it again"});
  return std::move(decoded.content);
}

}  // namespace

Result<std::string> read_capped(const std::string& path, std::size_t max_bytes, std::vector<Problem>& problems) {
  const OpenFile file(path);
  struct stat about {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &about) != 0) return system_problem(path);
  if (!S_ISREG(about.st_mode))
    return Problem{Kind::bad_input, path, "it is no regular file", "name a file or a folder"};
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size > max_bytes) return too_large(path, std::to_string(size) + " bytes", max_bytes);
  auto bytes = read_all(file.descriptor(), path, size, max_bytes);
  if (!bytes) return bytes;
  if (bytes->size() > max_bytes) return too_large(path, "grown while it was read", max_bytes);
  const bool packed = path.ends_with(".gz") || path.ends_with(".GZ");
  return packed ? unpack(path, *bytes, max_bytes, problems) : std::move(bytes);
}

Result<Capture> capture_file(const std::string& path, const std::string& url, std::size_t max_bytes) {
  Capture capture;
  auto bytes = read_capped(path, max_bytes, capture.problems);
  if (!bytes) return bytes.problem();
  struct stat about {};
  if (stat(path.c_str(), &about) == 0) {
    const auto since_epoch =
        std::chrono::seconds(about.st_mtim.tv_sec) + std::chrono::nanoseconds(about.st_mtim.tv_nsec);
    capture.time = UtcTime(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch));
  }
  capture.origin = Capture::Origin::file;
  capture.asked = capture.url = url;
  capture.media_type = guess_media_type(path, *bytes);
  capture.content = std::move(*bytes);
  return capture;
}

}  // namespace markhound::crawler
