// Targets whose pages are on the web: a URL, a sitemap, a list of URLs.
#pragma once

#include <memory>
#include <string>

#include "crawler/source.h"

namespace markhound::crawler {

/// A page, or the pages of a sitemap where the address promises one and the answer is one.
std::unique_ptr<Source> make_url_source(std::string url, Fetcher& live, const FetchLimits& limits);

/// A sitemap or a list of URLs in a file of the user's.
std::unique_ptr<Source> make_list_source(std::string path, Fetcher& live, const FetchLimits& limits);

}  // namespace markhound::crawler
