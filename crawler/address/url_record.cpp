#include "crawler/address/url_record.h"

namespace markhound::crawler {

bool UrlRecord::special() const {
  return scheme == "http" || scheme == "https" || scheme == "file" || scheme == "ftp" || scheme == "ws" ||
         scheme == "wss";
}

std::string authority_text(const UrlRecord& url) {
  if (!url.host) return {};
  return *url.host + (url.port ? ":" + std::to_string(*url.port) : "");
}

std::string path_text(const UrlRecord& url) {
  if (url.opaque) return url.opaque_path;
  std::string out;
  for (const std::string& segment : url.path) out.append("/").append(segment);
  return out;
}

std::string to_text(const UrlRecord& url) {
  std::string out = url.scheme + ":";
  if (url.host) {
    out += "//" + url.username;
    if (!url.password.empty()) out += ":" + url.password;
    if (!url.username.empty() || !url.password.empty()) out += "@";
    out += authority_text(url);
  } else if (!url.opaque && url.path.size() > 1 && url.path[0].empty()) {
    out += "/.";  // else the path would be read as a host
  }
  out += path_text(url);
  if (url.query) out += "?" + *url.query;
  if (url.fragment) out += "#" + *url.fragment;
  return out;
}

}  // namespace markhound::crawler
