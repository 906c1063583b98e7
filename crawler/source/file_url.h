// file:// URLs and the paths that they stand for.
#pragma once

#include <optional>
#include <string>

namespace markhound::crawler {

/// The URL of an absolute path; every byte that is not plain in a URL is percent-encoded.
std::string file_url(const std::string& path);

/// The path of a file:// URL, query and fragment left out (a saved page's "picture.jpg?v=2" is the file
/// "picture.jpg"); nothing where it is no such URL or the path would hold a NUL byte.
std::optional<std::string> path_of_file_url(const std::string& url);

}  // namespace markhound::crawler
