// The table of platforms: a new one is a line here, a file beside this one and a folder in samples/platforms/.
#include <array>
#include <exception>

#include "crawler/platform.h"
#include "crawler/platforms/generic.h"

namespace markhound::crawler {
namespace {

constexpr std::array table{
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
