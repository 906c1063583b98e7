// Any bytes as a page: decoding, pruning, HTML, structured data and heuristics.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crawler/platform.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT: libFuzzer's name
  markhound::Capture capture;
  capture.asked = capture.url = size % 2 == 0 ? "https://www.amazon.com/dp/B000000000" : "https://shop.example/item/1";
  capture.media_type = "text/html";
  capture.content.assign(reinterpret_cast<const char*>(data), size);
  const markhound::crawler::Page page = markhound::crawler::parse(capture);
  for (const markhound::Problem& problem : page.problems)
    if (problem.kind == markhound::Problem::Kind::internal) std::abort();  // an exception came out of a reader
  return 0;
}
