#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crawler/bot_key.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t largest_key = 16u << 10;

class File {
 public:
  File(const std::string& path, int flags) : descriptor_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Problem failed(const std::string& path, const char* what) {
  return {Problem::Kind::io, path, std::string(what) + ": " + std::strerror(errno), "check the folder and its rights"};
}

Result<BotKey> make_file(const std::string& path) {
  const auto key = BotKey::make();
  if (!key) return key.problem();
  const File file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (file.descriptor() < 0) return failed(path, "the bot key cannot be made");
  const std::string pem = key->to_pem();
  const ssize_t written = write(file.descriptor(), pem.data(), pem.size());
  if (written != static_cast<ssize_t>(pem.size()) || fsync(file.descriptor()) != 0)
    return failed(path, "the bot key cannot be written");
  return *key;
}

}  // namespace

Result<BotKey> open_bot_key(const std::string& path) {
  const File file(path, O_RDONLY);
  if (file.descriptor() < 0 && errno == ENOENT) return make_file(path);
  if (file.descriptor() < 0) return failed(path, "the bot key cannot be read");
  struct stat status {};
  if (fstat(file.descriptor(), &status) != 0) return failed(path, "the bot key cannot be read");
  if ((status.st_mode & 077) != 0)
    return Problem{Problem::Kind::refused, path, "others may read or write it", "chmod 600 it, or make a new key"};
  std::string pem(largest_key, '\0');
  const ssize_t size = read(file.descriptor(), pem.data(), pem.size());
  if (size < 0) return failed(path, "the bot key cannot be read");
  pem.resize(static_cast<std::size_t>(size));
  auto key = BotKey::from_pem(pem);
  if (key) return key;
  Problem problem = key.problem();
  problem.thing = path;
  return problem;
}

}  // namespace markhound::crawler
