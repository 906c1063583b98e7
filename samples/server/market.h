// The sample market as a web server: a fixed set of files read once, so no request ever names a path on disk.
#pragma once

#include <map>
#include <string>

namespace markhound::samples {

struct ServedFile {
  std::string media_type;
  std::string body;  ///< "{{base}}" in sitemap.xml and robots.txt is already the server's own address
  std::string etag;
  std::string last_modified;  ///< IMF-fixdate
};

/// Web path ("/p001.html", "/img/p001.jpg") to what is served there. Reads `folder` and the folders in it, files of
/// known media types only. Throws std::runtime_error where there is no market.
std::map<std::string, ServedFile> read_market(const std::string& folder, const std::string& base);

}  // namespace markhound::samples
