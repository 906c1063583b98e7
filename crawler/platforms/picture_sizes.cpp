#include "crawler/platforms/picture_sizes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t original = 1'000'000;

struct Sized {
  std::string picture;  ///< the address without what asks for a size
  std::size_t size = original;
};

std::size_t number_at(std::string_view text, std::size_t at, std::size_t& end) {
  std::size_t value = 0;
  for (end = at; end < text.size() && end - at < 5 && html::is_digit(text[end]); ++end)
    value = value * 10 + static_cast<std::size_t>(text[end] - '0');
  return value;
}

/// Takes [at, end) out of the name and notes the size that it asked for.
void take(Sized& sized, std::size_t at, std::size_t end, std::size_t size) {
  sized.picture.erase(at, end - at);
  sized.size = std::min(sized.size, size);
}

std::size_t first_number(std::string_view text) {
  const std::size_t at = text.find_first_of("0123456789");
  std::size_t end = 0;
  return at == text.npos ? 0 : number_at(text, at, end);
}

/// "name.jpg_720x720q80.jpg_.webp": what follows the first name of a picture.
void take_second_name(Sized& sized, std::size_t name) {
  for (const std::string_view type : {".jpg", ".jpeg", ".png", ".webp"}) {
    const std::size_t at = sized.picture.find(type, name);
    if (at == std::string::npos || at + type.size() == sized.picture.size() || sized.picture[at + type.size()] != '_')
      continue;
    const std::size_t end = at + type.size();
    return take(sized, end, sized.picture.size(), first_number(std::string_view(sized.picture).substr(end)));
  }
}

/// "._AC_SX300_.jpg"
void take_modifiers(Sized& sized, std::size_t name) {
  const std::size_t at = sized.picture.find("._", name);
  const std::size_t end = at == std::string::npos ? at : sized.picture.find("_.", at + 2);
  if (end != std::string::npos)
    take(sized, at, end + 1, first_number(std::string_view(sized.picture).substr(at, end - at)));
}

/// "_640x640", "-300x300", "il_794xN."
void take_box(Sized& sized, std::size_t name) {
  for (std::size_t x = sized.picture.find('x', name); x != std::string::npos; x = sized.picture.find('x', x + 1)) {
    std::size_t begin = x;
    while (begin > name && html::is_digit(sized.picture[begin - 1])) --begin;
    if (begin == x || begin == 0 || (sized.picture[begin - 1] != '_' && sized.picture[begin - 1] != '-')) continue;
    std::size_t end = 0;
    const std::size_t width = number_at(sized.picture, begin, end);
    const std::size_t height = number_at(sized.picture, x + 1, end);
    if (end == x + 1 && (end >= sized.picture.size() || sized.picture[end] != 'N')) continue;
    return take(sized, begin - 1, end + (height == 0 ? 1 : 0), std::max(width, height));
  }
  if (const std::size_t full = sized.picture.find("_fullxfull", name); full != std::string::npos)
    sized.picture.erase(full, 10);
}

/// "s-l500.jpg", "name_tn"
void take_marks(Sized& sized, std::size_t name) {
  std::size_t end = 0;
  if (const std::size_t at = sized.picture.find("s-l", name); at == name)
    if (const std::size_t size = number_at(sized.picture, at + 3, end); size > 0) take(sized, at + 3, end, size);
  if (sized.picture.ends_with("_tn")) take(sized, sized.picture.size() - 3, sized.picture.size(), 320);
}

/// A query that asks for a size and nothing else.
void take_query(Sized& sized) {
  constexpr std::array<std::string_view, 14> keys{"w",       "h",         "width",    "height", "wid",
                                                  "hei",     "odnheight", "odnwidth", "odnbg",  "q",
                                                  "quality", "fit",       "imwidth",  "size"};
  const std::size_t at = sized.picture.find('?');
  if (at == std::string::npos) return;
  std::string_view query = std::string_view(sized.picture).substr(at + 1);
  std::size_t size = 0;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    const std::string key = html::lowered(pair.substr(0, pair.find('=')));
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) return;
    if (key[0] != 'q') size = std::max(size, first_number(pair));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
  }
  take(sized, at, sized.picture.size(), size == 0 ? original - 1 : size);
}

Sized sized_of(const std::string& url) {
  Sized sized{url, original};
  take_query(sized);
  const std::size_t name = sized.picture.rfind('/') + 1;
  take_second_name(sized, name);
  take_modifiers(sized, name);
  take_marks(sized, name);
  take_box(sized, name);
  return sized;
}

}  // namespace

std::vector<std::string> largest_sizes(const std::vector<std::string>& urls) {
  struct Kept {
    std::size_t place;
    std::size_t size;
  };
  std::vector<std::string> kept;
  std::unordered_map<std::string, Kept> known;
  for (const std::string& url : urls) {
    Sized sized = sized_of(url);
    const auto [before, fresh] = known.try_emplace(std::move(sized.picture), Kept{kept.size(), sized.size});
    if (fresh) {
      kept.push_back(url);
    } else if (sized.size > before->second.size) {
      before->second.size = sized.size;
      kept[before->second.place] = url;
    }
  }
  return kept;
}

}  // namespace markhound::crawler
