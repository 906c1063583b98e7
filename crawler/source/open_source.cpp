#include <algorithm>
#include <filesystem>

#include "crawler/address/url.h"
#include "crawler/content/media_type.h"
#include "crawler/source.h"
#include "crawler/source/file_source.h"
#include "crawler/source/file_url.h"
#include "crawler/source/recorded_source.h"
#include "crawler/source/sitemap.h"
#include "crawler/source/web_source.h"

namespace markhound::crawler {
namespace {

namespace fs = std::filesystem;
using Kind = Problem::Kind;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

Result<std::unique_ptr<Source>> open_file(const std::string& path, Fetcher& live, const FetchLimits& limits) {
  const std::string name = lower(path);
  if (auto recorded = make_recorded_source(path, name, limits)) return recorded;
  if (has_page_name(name) || has_picture_name(name)) return make_file_source(path, limits);
  const bool list = name.ends_with(".txt") || name.ends_with(".csv");
  if (list || name.ends_with(".xml") || name.ends_with(".xml.gz")) return make_list_source(path, live, limits);
  return Problem{Kind::bad_input, path, "it is no kind of file that can be scanned",
                 "name a saved page (.html, .htm, .xhtml, also .gz), a picture, a sitemap (.xml), a list of URLs "
                 "(.txt, .csv), an archive (.warc, .warc.gz, .wacz, .har, .har.gz, .mhtml, .mht) or a folder"};
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::string& target, Fetcher& live, const FetchLimits& limits) {
  if (is_web_url(target)) return make_url_source(*resolve({}, target), live, limits);
  const std::string path = path_of_file_url(target).value_or(target);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return make_folder_source(path, limits);
  if (fs::is_regular_file(status)) return open_file(path, live, limits);
  if (fs::exists(status)) return Problem{Kind::bad_input, path, "it is neither a file nor a folder", {}};
  return Problem{Kind::not_found, target, "no such file, and it is no http or https URL",
                 "check the name; a URL begins with https://"};
}

}  // namespace markhound::crawler
