#include "crawler/platforms/pictures.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Document;

/// The largest of a srcset (HTML section 4.8.4.2.1): "a.jpg 1x, b.jpg 2x" or "… 640w".
std::string largest_of(std::string_view srcset) {
  std::string best;
  double most = -1;
  std::size_t at = 0;
  while (at < srcset.size()) {
    while (at < srcset.size() && (html::is_space(srcset[at]) || srcset[at] == ',')) ++at;
    std::size_t end = at;
    while (end < srcset.size() && !html::is_space(srcset[end])) ++end;
    std::string_view url = srcset.substr(at, end - at);
    std::size_t comma = std::min(srcset.find(',', end), srcset.size());
    if (url.ends_with(',')) {
      url.remove_suffix(1);
      comma = end;
    }
    const std::string size(html::trim(srcset.substr(end, comma - std::min(end, comma))));
    const double here = size.empty() ? 1 : std::strtod(size.c_str(), nullptr);
    if (!url.empty() && here > most) {
      most = here;
      best = url;
    }
    at = comma + (comma < srcset.size() ? 1 : 0);
  }
  return best;
}

bool is_placeholder(std::string_view url) {
  if (url.empty() || url.starts_with("data:") || url.starts_with("about:") || url.starts_with("#")) return true;
  const std::string low = html::lowered(html::clipped(url, 1000));
  for (const char* word :
       {"placeholder", "blank.gif", "spacer", "loading.", "transparent", "1x1", "pixel.gif", "grey-pixel"})
    if (low.find(word) != low.npos) return true;
  return false;
}

/// What is drawn on every page of a shop.
bool is_decoration(const Document& document, Document::Id id, std::string_view url) {
  std::string words(html::clipped(url, 1000));
  for (const char* key : {"class", "id", "alt"}) (words += ' ') += html::clipped(document.attribute(id, key), 300);
  words = html::lowered(words);
  for (const char* word : {"logo", "icon", "sprite", "flag", "avatar", "badge", "payment", "rating", "star", "banner",
                           "tracking", "captcha", ".svg", "/ads/", "doubleclick", "facebook.com/tr", "social"})
    if (words.find(word) != words.npos) return true;
  for (const char* key : {"width", "height"}) {
    const std::string size(document.attribute(id, key).substr(0, 12));
    if (!size.empty() && html::is_digit(size[0]) && std::atoi(size.c_str()) < 40) return true;
  }
  return false;
}

/// Whether a part of the page around it shows other things: header, footer, recommendations.
int surroundings(const Document& document, Document::Id id) {
  int points = 0;
  int steps = 0;
  for (Document::Id up = document[id].parent; up != Document::none && steps < 24; up = document[up].parent, ++steps) {
    const std::string_view name = document[up].name;
    if (name == "header" || name == "footer" || name == "nav" || name == "aside") return -10;
    std::string words(html::clipped(document.attribute(up, "class"), 300));
    (words += ' ') += html::clipped(document.attribute(up, "id"), 100);
    words = html::lowered(words);
    for (const char* word : {"related", "recommend", "similar", "carousel-card", "also", "upsell", "cross-sell", "menu",
                             "footer", "sponsored", "recently"})
      if (words.find(word) != words.npos) return -10;
    for (const char* word : {"gallery", "zoom", "product-image", "product_image", "productimage", "main-image",
                             "mainimage", "product-media", "image-viewer", "thumbnails"})
      if (words.find(word) != words.npos) points = 5;
  }
  return points;
}

}  // namespace

std::string picture_address(const Document& document, Document::Id id) {
  constexpr std::array large{"data-zoom-image", "data-old-hires", "data-large-image", "data-large_image",
                             "data-zoom",       "data-full",      "data-original",    "data-src",
                             "data-lazy-src",   "data-lazy",      "data-image"};
  for (const char* key : large)
    if (const auto url = html::trim(document.attribute(id, key)); url.size() > 4 && url.find_first_of("{ ") == url.npos)
      return std::string(url);
  for (const char* key : {"srcset", "data-srcset", "data-lazy-srcset"})
    if (std::string url = largest_of(html::clipped(document.attribute(id, key), 20'000)); !is_placeholder(url))
      return url;
  const auto url = html::trim(document.attribute(id, "src"));
  return is_placeholder(url) ? std::string{} : std::string(url);
}

std::vector<std::string> pictures_of(const OpenedPage& page) {
  constexpr std::size_t most = 40;
  constexpr Document::Id near = 400;
  struct Found {
    int points;
    std::string url;
  };
  std::vector<Found> found;
  for (Document::Id id = 0; id < page.document.size() && found.size() < 2000; ++id) {
    if (page.document[id].name != "img") continue;
    const std::string address = picture_address(page.document, id);
    if (address.empty() || is_decoration(page.document, id, address)) continue;
    const auto url = page.absolute(address);
    if (!url) continue;
    int points = surroundings(page.document, id);
    const Document::Id away =
        page.heading == Document::none ? near : std::max(id, page.heading) - std::min(id, page.heading);
    if (away < near) points += 3;
    if (page.heading_text.size() > 5 &&
        page.document.attribute(id, "alt").find(page.heading_text) != std::string_view::npos)
      points += 4;
    if (points > 0) found.push_back({points, *url});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.points > b.points; });
  std::vector<std::string> urls;
  for (const Found& picture : found)
    if (urls.size() < most && std::find(urls.begin(), urls.end(), picture.url) == urls.end())
      urls.push_back(picture.url);
  return urls;
}

}  // namespace markhound::crawler
