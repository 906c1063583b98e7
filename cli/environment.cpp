#include "cli/environment.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <sys/utsname.h>

#include "cli/settings.h"
#include "evidence/vault.h"

namespace markhound::cli {
namespace {

using Record = std::vector<std::pair<std::string, std::string>>;

std::string digest_of_file(const std::string& path) {
  const auto bytes = read_file(path, 512u << 20);
  return bytes ? "sha256:" + evidence::sha256(*bytes) : "not readable";
}

/// Lines that are neither empty nor comments.
std::string plain_lines(const std::string& path) {
  std::ifstream in(path);
  std::string all;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') all += (all.empty() ? "" : " | ") + line;
  }
  return all;
}

void add_system(Record& record) {
  utsname system{};
  if (uname(&system) != 0) return;
  record.emplace_back("operating system", std::string(system.sysname) + " " + system.release + " " + system.machine);
  record.emplace_back("host", system.nodename);
}

void add_proxies(Record& record) {
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}) {
    if (const char* value = std::getenv(name)) record.emplace_back(std::string(name) + " (not used)", value);
  }
}

/// The trained data that words were read with; a court may ask for the very files.
void add_ocr_data(Record& record) {
  const char* set = std::getenv("TESSDATA_PREFIX");
  const std::filesystem::path folder = set ? set : "/usr/share/tesseract-ocr/5/tessdata";
  std::error_code ignored;
  std::map<std::string, std::string> digests;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".traineddata") digests[entry.path().filename()] = digest_of_file(entry.path());
  }
  for (const auto& [name, digest] : digests) record.emplace_back("OCR data " + name, digest);
}

}  // namespace

Record environment_record(const Workspace& workspace) {
  Record record;
  add_system(record);
  record.emplace_back("program", software);
  record.emplace_back("program digest", digest_of_file("/proc/self/exe"));
  record.emplace_back("settings digest", digest_of_file(workspace.path() + "/settings.json"));
  add_ocr_data(record);
  add_proxies(record);
  record.emplace_back("name servers", plain_lines("/etc/resolv.conf"));
  record.emplace_back("hosts file", plain_lines("/etc/hosts"));
  record.emplace_back("hosts file digest", digest_of_file("/etc/hosts"));
  const char* zone = std::getenv("TZ");
  record.emplace_back("time zone variable", zone ? zone : "not set");
  return record;
}

}  // namespace markhound::cli
