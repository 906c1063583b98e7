#include "crawler/fetch/spelled.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace markhound::crawler {
namespace {

struct Entity {
  std::string_view text;
  char byte;
};

constexpr std::array<Entity, 5> entities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

/// Whether all of `digits` is a number that names the byte.
bool names(std::string_view digits, int base, char byte) {
  unsigned value = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, value, base);
  return error == std::errc() && end == last && value == static_cast<unsigned char>(byte);
}

std::size_t entity_size(std::string_view text, char byte) {
  for (const Entity& entity : entities)
    if (entity.byte == byte && text.starts_with(entity.text)) return entity.text.size();
  if (!text.starts_with("&#")) return 0;
  const auto end = text.substr(0, 10).find(';');
  if (end == std::string_view::npos) return 0;
  const bool hexadecimal = text.substr(2).starts_with('x') || text.substr(2).starts_with('X');
  const std::size_t begin = hexadecimal ? 3 : 2;
  return names(text.substr(begin, end - begin), hexadecimal ? 16 : 10, byte) ? end + 1 : 0;
}

std::size_t escape_size(std::string_view text, char byte) {
  if (text.starts_with("\\u")) return text.size() >= 6 && names(text.substr(2, 4), 16, byte) ? 6 : 0;
  return text.size() >= 2 && text[1] == byte ? 2 : 0;
}

/// How many bytes at the beginning of `text` spell `byte`; 0 where they do not.
std::size_t byte_size(std::string_view text, char byte) {
  if (text.empty()) return 0;
  std::size_t size = 0;
  if (text[0] == '%' && text.size() >= 3 && names(text.substr(1, 2), 16, byte)) size = 3;
  if (text[0] == '&') size = entity_size(text, byte);
  if (text[0] == '\\') size = escape_size(text, byte);
  if (size != 0) return size;
  return text[0] == byte || (text[0] == '+' && byte == ' ') ? 1 : 0;
}

std::size_t spelled_size(std::string_view text, std::string_view needle) {
  std::size_t size = 0;
  for (const char byte : needle) {
    const std::size_t more = byte_size(text.substr(size), byte);
    if (more == 0) return 0;
    size += more;
  }
  return size;
}

struct Place {
  std::size_t begin = 0;
  std::size_t size = 0;  ///< 0: nowhere
};

Place place_of(std::string_view text, std::string_view needle, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at)
    if (const std::size_t size = spelled_size(text.substr(at), needle); size != 0) return {at, size};
  return {};
}

}  // namespace

bool spelled_in(std::string_view text, std::string_view needle) { return place_of(text, needle, 0).size != 0; }

std::string spelled_replaced(std::string_view text, std::string_view needle, std::string_view to) {
  std::string out;
  std::size_t begin = 0;
  for (Place place = place_of(text, needle, 0); place.size != 0; place = place_of(text, needle, begin)) {
    out.append(text.substr(begin, place.begin - begin)).append(to);
    begin = place.begin + place.size;
  }
  return out.append(text.substr(begin));
}

}  // namespace markhound::crawler
