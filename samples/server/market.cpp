#include "samples/server/market.h"

#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace markhound::samples {
namespace {

namespace fs = std::filesystem;

const char* media_type_of(const fs::path& path) {
  static const std::map<std::string, const char*> types = {
      {".html", "text/html; charset=utf-8"}, {".jpg", "image/jpeg"},
      {".css", "text/css; charset=utf-8"},   {".xml", "application/xml; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
  };
  const auto found = types.find(path.extension().string());
  return found == types.end() ? nullptr : found->second;
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return text.str();
}

void put_address(std::string& text, const std::string& base) {
  static const std::string placeholder = "{{base}}";
  for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos; at += base.size()) {
    text.replace(at, placeholder.size(), base);
  }
}

/// FNV-1a, 64 bits: tells versions apart, protects nothing.
std::string etag_of(const std::string& body) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const unsigned char c : body) hash = (hash ^ c) * 0x100000001B3u;
  std::ostringstream text;
  text << '"' << std::hex << hash << '"';
  return text.str();
}

std::string http_date(fs::file_time_type time) {
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::file_clock::to_sys(time));
  const std::time_t t = seconds.time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&t, &utc);
  char text[40];
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return text;
}

}  // namespace

std::map<std::string, ServedFile> read_market(const std::string& folder, const std::string& base) {
  std::error_code missing;
  fs::recursive_directory_iterator files(folder, missing);
  if (missing) throw std::runtime_error(folder + ": " + missing.message() + "; name the market with --root");
  std::map<std::string, ServedFile> served;
  for (const fs::directory_entry& entry : files) {
    const char* media_type = media_type_of(entry.path());
    if (!entry.is_regular_file() || !media_type) continue;
    ServedFile file{media_type, read_whole(entry.path()), "", http_date(entry.last_write_time())};
    std::string name("/");
    name += fs::relative(entry.path(), folder).generic_string();
    if (name == "/sitemap.xml" || name == "/robots.txt") put_address(file.body, base);
    file.etag = etag_of(file.body);
    served[name] = std::move(file);
  }
  if (!served.contains("/sitemap.xml"))
    throw std::runtime_error(folder + " has no sitemap.xml; name the market with --root");
  served["/"] = served["/index.html"];
  return served;
}

}  // namespace markhound::samples
