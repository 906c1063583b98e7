// A page saved with its pictures in one file: read whole, and the page asked for.
#include "crawler/mhtml/mhtml.h"
#include "tests/fuzz/recorded_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const markhound::fuzz::RecordedFile file("mhtml", data, size);
  const auto read = markhound::crawler::read_mhtml(file.path(), "file:///a.mhtml", 1u << 16);
  if (read)
    for (const std::string& page : read->pages) (void)read->recording.capture(page, "fuzz", 1u << 16);
  return 0;
}
