// The table of platforms: a new one is a line here, a file beside this one and a folder in samples/platforms/.
#include <array>
#include <exception>

#include "crawler/platform.h"
#include "crawler/platforms/amazon.h"
#include "crawler/platforms/ebay.h"
#include "crawler/platforms/etsy.h"
#include "crawler/platforms/generic.h"

namespace markhound::crawler {
namespace {

constexpr std::array table{
    Platform{"amazon", accepts_amazon, parse_amazon, search_amazon},
    Platform{"ebay", accepts_ebay, parse_ebay, search_ebay},
    Platform{"etsy", accepts_etsy, parse_etsy, search_etsy},
    Platform{"generic", accepts_html, parse_generic, nullptr},
};

}  // namespace

std::span<const Platform> platforms() { return table; }

Page parse(const Capture& capture) {
  for (const Platform& platform : table) {
    if (!platform.accepts(capture)) continue;
    try {
      return platform.parse(capture);
    } catch (const std::exception& error) {
      return {.listing = {},
              .links = {},
              .problems = {
                  {Problem::Kind::internal, capture.url, error.what(), "report this page; it is kept in the vault"}}};
    }
  }
  return {};
}

}  // namespace markhound::crawler
