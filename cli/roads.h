// Which way to a platform's listings is open, as docs/lawful-use.md argues it.
#pragma once

#include <span>
#include <string>

namespace markhound::cli {

struct Road {
  const char* platform;
  const char* reads;  ///< "pages", "answers", or both
  const char* road;   ///< in words, for a person
};

std::span<const Road> roads();
const Road* find_road(const std::string& platform);

}  // namespace markhound::cli
