// From a captured page to the listings on it. A platform is one file in crawler/platforms/ and one line in the table.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/listing.h"
#include "core/problem.h"

namespace markhound::crawler {

/// What could be read of a page, and what could not.
struct Page {
  std::vector<Listing> listings;   ///< none where the page sells nothing, many in the answer of an API
  std::vector<std::string> links;  ///< absolute URLs of further listing pages (a category, a search answer)
  std::string next;                ///< the next page of the same list, absolute; empty on the last
  bool list = false;               ///< an interface's answer: each listing goes by its own address, not by the page's
  std::vector<Problem> problems;
};

/// Pure: the same capture gives the same page.
struct Platform {
  const char* name;
  bool (*accepts)(const Capture&);
  Page (*parse)(const Capture&);
  std::string (*search_url)(const std::string& query);  ///< null where the platform has no search address
};

/// In order of precedence; the last, "generic", accepts every HTML page.
std::span<const Platform> platforms();

/// Reads the page with the first platform that accepts it.
Page parse(const Capture& capture);

}  // namespace markhound::crawler
