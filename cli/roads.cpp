#include "cli/roads.h"

#include <array>

namespace markhound::cli {

std::span<const Road> roads() {
  constexpr const char* saved = "save the pages, or archive them (WARC, WACZ, HAR) as you browse, and scan the files";
  static constexpr std::array<Road, 13> table{{
      {"ebay", "pages, answers", "its interface with a key of your own; pages saved or archived by a person"},
      {"etsy", "pages, answers", "its interface with a key of your own; pages saved or archived by a person"},
      {"aliexpress", "pages, answers",
       "its affiliate interface with a key of your own; pages saved or archived by a person"},
      {"shopify", "pages, answers", "crawl the shop: its catalogue is open as far as its robots.txt allows"},
      {"woocommerce", "pages, answers", "crawl the shop: its catalogue is open as far as its robots.txt allows"},
      {"generic", "pages", "crawl the shop as far as its robots.txt allows"},
      {"amazon", "pages", saved},
      {"walmart", "pages", saved},
      {"lazada", "pages", saved},
      {"shopee", "pages", saved},
      {"mercadolibre", "pages", saved},
      {"temu", "pages", saved},
      {"tiktok", "pages", saved},
  }};
  return table;
}

const Road* find_road(const std::string& platform) {
  for (const Road& road : roads())
    if (platform == road.platform) return &road;
  return nullptr;
}

}  // namespace markhound::cli
