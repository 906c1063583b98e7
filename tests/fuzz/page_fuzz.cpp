// Any bytes as a page of any platform: decoding, pruning, HTML, structured data, state of scripts and heuristics.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crawler/platform.h"

namespace {

constexpr std::array addresses{"https://shop.example/item/1",
                               "https://www.amazon.com/dp/B000000000",
                               "https://www.ebay.com/itm/100200300400",
                               "https://www.etsy.com/listing/700800900",
                               "https://www.aliexpress.com/item/1005006200300400.html",
                               "https://www.walmart.com/ip/5012345678",
                               "https://www.lazada.co.id/products/a-i6800100200.html",
                               "https://shopee.vn/a-i.2.1",
                               "https://articulo.mercadolibre.com.ar/MLA-900100200-a-_JM",
                               "https://www.temu.com/a-g-601099500600700.html",
                               "https://www.tiktok.com/shop/pdp/1729500600700800900",
                               "file:///home/me/saved.html"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT: libFuzzer's name
  markhound::Capture capture;
  capture.asked = capture.url = addresses[size % addresses.size()];
  capture.media_type = "text/html";
  capture.content.assign(reinterpret_cast<const char*>(data), size);
  const markhound::crawler::Page page = markhound::crawler::parse(capture);
  for (const markhound::Problem& problem : page.problems)
    if (problem.kind == markhound::Problem::Kind::internal) std::abort();  // an exception came out of a reader
  return 0;
}
