#include "crawler/address/percent.h"

namespace markhound::crawler {
namespace {

/// What each set has beside those before it; special_query stands aside of path.
bool in_set(char c, EncodeSet set) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte > 0x7e) return true;
  const auto one_of = [&](std::string_view chars) { return chars.find(c) != std::string_view::npos; };
  switch (set) {
    case EncodeSet::c0_control: return false;
    case EncodeSet::fragment: return one_of(" \"<>`");
    case EncodeSet::query: return one_of(" \"#<>");
    case EncodeSet::special_query: return one_of(" \"#<>'");
    case EncodeSet::path: return one_of(" \"#<>?^`{}");
    case EncodeSet::userinfo: return one_of(" \"#<>?^`{}/:;=@[\\]|");
  }
  return true;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

void append_encoded(std::string& out, char c, EncodeSet set) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  if (in_set(c, set)) {
    out += {'%', digits[byte >> 4], digits[byte & 15]};
  } else {
    out += c;
  }
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

}  // namespace markhound::crawler
