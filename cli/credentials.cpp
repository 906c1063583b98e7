#include "cli/credentials.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace markhound::cli {
namespace {

using Kind = Problem::Kind;

constexpr std::size_t most_bytes = 64u << 10;

class File {
 public:
  explicit File(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// As ssh holds it with keys: of the user (or root), and of nobody else's to read or change.
std::string why_not_private(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return "is no plain file";
  if (status.st_uid != geteuid() && status.st_uid != 0) return "belongs to somebody else";
  if ((status.st_mode & 077) != 0) return "can be read or changed by others";
  return {};
}

/// Never the text of the file in the Problem.
Problem unreadable(const std::string& path, const std::string& cause) {
  return {Kind::bad_input, path, cause, "write it as {\"MARKHOUND_EBAY_CLIENT_ID\": \"…\"}; see docs/platforms.md"};
}

Result<std::string> read_private(const std::string& path) {
  const File file(path);
  if (file.descriptor() < 0 && errno == ENOENT) return std::string{};
  if (file.descriptor() < 0) return Problem{Kind::io, path, std::strerror(errno), "check the file's rights"};
  if (const std::string why = why_not_private(file.descriptor()); !why.empty())
    return Problem{Kind::refused, path, why, "chmod 600 it, and get new credentials if somebody may have read it"};
  std::string text(most_bytes, '\0');
  const ssize_t got = read(file.descriptor(), text.data(), text.size());
  if (got < 0) return Problem{Kind::io, path, std::strerror(errno), "check the disk"};
  text.resize(static_cast<std::size_t>(got));
  return text;
}

bool is_known(const std::string& name) {
  for (const auto& facts : crawler::interfaces())
    for (const auto& credential : facts.credentials)
      if (name == credential.variable) return true;
  return false;
}

Result<std::map<std::string, std::string>> credentials_in(const std::string& path) {
  std::map<std::string, std::string> found;
  const auto text = read_private(path);
  if (!text) return text.problem();
  if (text->empty()) return found;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return unreadable(path, "is no JSON object");
  for (const auto& member : json.items()) {
    if (!is_known(member.key()))
      return unreadable(path, "holds \"" + member.key() + "\", which is no known credential");
    if (!member.value().is_string()) return unreadable(path, member.key() + " is no text");
    found[member.key()] = member.value().get<std::string>();
  }
  return found;
}

std::string base_variable(const std::string& platform) {
  std::string name = "MARKHOUND_" + platform + "_BASE";
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return name;
}

void add_environment(crawler::ApiAccess& access) {
  const auto take = [](const std::string& variable, std::map<std::string, std::string>& into, const std::string& as) {
    if (const char* value = std::getenv(variable.c_str()); value && *value) into[as] = value;
  };
  for (const auto& facts : crawler::interfaces()) {
    for (const auto& credential : facts.credentials) take(credential.variable, access.credentials, credential.variable);
    if (!facts.of_shops) take(base_variable(facts.platform), access.bases, facts.platform);
  }
}

}  // namespace

crawler::ApiAccess api_access_of_environment() {
  crawler::ApiAccess access;
  add_environment(access);
  return access;
}

Result<crawler::ApiAccess> load_api_access(const std::string& workspace, const Settings& settings) {
  crawler::ApiAccess access;
  auto credentials = credentials_in(workspace + "/credentials.json");
  if (!credentials) return credentials.problem();
  access.credentials = std::move(*credentials);
  access.bases = settings.apis;
  add_environment(access);
  return access;
}

}  // namespace markhound::cli
