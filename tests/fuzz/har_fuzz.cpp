// A browser's log: read whole, and every page in it asked for.
#include "crawler/har/har.h"
#include "tests/fuzz/recorded_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const markhound::fuzz::RecordedFile file("har", data, size);
  const auto read = markhound::crawler::read_har(file.path(), 1u << 16);
  if (read)
    for (const std::string& page : read->pages) (void)read->recording.capture(page, "fuzz", 1u << 16);
  return 0;
}
