// Addresses as pages write them: the first line of the input is the base, the rest the reference.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/address/url.h"
#include "crawler/address/url_record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace markhound::crawler;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string base(input.substr(0, input.find('\n')));
  const std::string reference(input.substr(base.size()));
  const auto page = parse_url(base, nullptr);
  if (const auto url = parse_url(reference, page ? &*page : nullptr)) {
    const auto again = parse_url(to_text(*url), nullptr);
    if (!again || to_text(*again) != to_text(*url)) __builtin_trap();  // what is written down means the same
  }
  const auto url = resolve(base, reference);
  if (url && resolve({}, *url) != url) __builtin_trap();
  canonical(reference);
  return 0;
}
