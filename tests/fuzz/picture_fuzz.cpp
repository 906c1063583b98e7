// Pictures from any server: decoded within small limits, and read for points where that succeeded.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "matcher/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace markhound;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto picture = matcher::Picture::decode(input, {.max_bytes = 1u << 20, .max_pixels = 250'000});
  if (!picture) return picture.problem().cause.empty() ? (__builtin_trap(), 0) : 0;
  const Signature signature = matcher::read_signature(*picture);
  if (signature.descriptors.size() != signature.features.size() * Signature::dimensions) __builtin_trap();
  return 0;
}
