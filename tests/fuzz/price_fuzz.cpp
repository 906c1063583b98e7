// Any bytes as the text of a price: what comes out is a plain decimal or nothing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crawler/platforms/price.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT: libFuzzer's name
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t half = size / 2;
  const auto price = markhound::crawler::read_price(text.substr(0, half), text.substr(half), size % 3 == 0 ? ',' : 0);
  if (price.amount.find_first_not_of("0123456789.") != std::string::npos) std::abort();
  if (price.amount.find('.') != price.amount.rfind('.')) std::abort();
  markhound::crawler::read_money(text, "", "US");
  return 0;
}
