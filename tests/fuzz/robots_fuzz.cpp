// robots.txt from any server: the first line of the input is the path that is asked for, the rest the file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crawler/robots/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using markhound::crawler::Robots;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view path = input.substr(0, input.find('\n'));
  const Robots robots = Robots::parse(input.substr(path.size()), "markhound");
  if (!robots.allows("/robots.txt")) __builtin_trap();
  robots.allows(path);
  return 0;
}
