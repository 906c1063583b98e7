// The table of platforms: a new one is its name here, a file beside this one and a folder in samples/platforms/.
#include <array>
#include <exception>

#include "crawler/platform.h"

namespace markhound::crawler {

// Each in the file of its name.
extern const Platform aliexpress, amazon, ebay, etsy, lazada, mercadolibre, shopee, temu, tiktok, walmart, generic;
extern const Platform aliexpress_api, ebay_api, etsy_api, shopify, woocommerce;

std::span<const Platform> platforms() {
  static const std::array table{aliexpress,     amazon,      ebay,    etsy,    lazada,   mercadolibre,
                                shopee,         temu,        tiktok,  walmart, ebay_api, etsy_api,
                                aliexpress_api, woocommerce, shopify, generic};
  return table;
}

Page parse(const Capture& capture) {
  try {
    for (const Platform& platform : platforms())
      if (platform.accepts(capture)) return platform.parse(capture);
    return {};
  } catch (const std::exception& error) {
    Page failed;
    failed.problems = {
        {Problem::Kind::internal, capture.url, error.what(), "report this page; it is kept in the vault"}};
    return failed;
  }
}

}  // namespace markhound::crawler
