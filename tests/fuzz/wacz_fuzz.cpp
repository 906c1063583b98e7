// A ZIP of archives that somebody else made: listed whole, and its first pages asked for.
#include <vector>

#include "crawler/wacz/wacz.h"
#include "tests/fuzz/recorded_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const markhound::fuzz::RecordedFile file("wacz", data, size);
  markhound::crawler::Wacz wacz(file.path(), 1u << 16);
  std::vector<std::string> pages;
  const auto listed = wacz.list(
      [&](const std::string& url) {
        if (pages.size() < 16) pages.push_back(url);
      },
      [](const markhound::Problem&) {});
  if (listed)
    for (const std::string& page : pages) (void)wacz.capture(page);
  return 0;
}
