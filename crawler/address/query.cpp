#include "crawler/address/query.h"

#include <algorithm>
#include <array>

namespace markhound::crawler {
namespace {

/// Click identifiers of advertising networks, and session parameters of common shop software. Names that shops also
/// use for content ("sid", "ref", "source") are left alone: a page lost is worse than a page seen twice.
constexpr std::array<std::string_view, 24> tracking_names = {
    "gclid",  "gclsrc",    "dclid",      "gbraid",    "wbraid",     "fbclid", "msclkid", "yclid",
    "ttclid", "twclid",    "igshid",     "mc_cid",    "mc_eid",     "_ga",    "_gl",     "_hsenc",
    "_hsmi",  "phpsessid", "jsessionid", "sessionid", "session_id", "sessid", "zenid",   "oscsid"};

constexpr std::array<std::string_view, 2> tracking_prefixes = {"utm_", "aspsessionid"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool tracks(std::string_view parameter) {
  const std::string name = lower(parameter.substr(0, parameter.find('=')));
  return std::find(tracking_names.begin(), tracking_names.end(), name) != tracking_names.end() ||
         std::any_of(tracking_prefixes.begin(), tracking_prefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_unreserved(int byte) {
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '~';
}

}  // namespace

std::string normalize_escapes(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (!escape) {
      out += text[i];
      continue;
    }
    const int byte = hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]);
    if (is_unreserved(byte)) {
      out += static_cast<char>(byte);
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    i += 2;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(byte)) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

std::string without_tracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || tracks(parameter)) continue;
    if (!out.empty()) out += '&';
    out += parameter;
  }
  return out;
}

std::string without_path_session(std::string_view path) {
  const std::size_t begin = lower(path).find(";jsessionid=");
  if (begin == std::string_view::npos) return std::string(path);
  const std::size_t end = std::min(path.find_first_of(";/", begin + 1), path.size());
  return std::string(path.substr(0, begin)).append(path.substr(end));
}

}  // namespace markhound::crawler
