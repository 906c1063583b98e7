#include "crawler/platforms/market.h"

#include <algorithm>
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/currency.h"

namespace markhound::crawler {
namespace {

/// `code` in capitals where it is a country that is known to have shops, else empty.
std::string country(std::string_view code) {
  if (code.size() != 2) return {};
  std::string upper(code);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (upper == "UK") upper = "GB";
  return currency_of(upper).empty() ? std::string{} : upper;
}

bool is_language(std::string_view code) {
  constexpr std::array<std::string_view, 34> known{
      "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi", "pl", "cs", "sk", "sl", "hu",
      "ro", "bg", "el", "tr", "ru", "uk", "zh", "ja", "ko", "ar", "he", "th", "vi", "id", "ms", "lv", "lt"};
  return std::find(known.begin(), known.end(), html::lowered(code)) != known.end();
}

/// The region of "en-GB", "en_GB" or "gb-en".
std::string region(std::string_view locale) {
  if (locale.size() != 5 || (locale[2] != '-' && locale[2] != '_')) return {};
  if (is_language(locale.substr(0, 2))) return country(locale.substr(3));
  return is_language(locale.substr(3)) ? country(locale.substr(0, 2)) : std::string{};
}

/// "/en-ca/…" in one segment, or "/ie/en/…" in two.
std::string from_path(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  std::array<std::string_view, 3> segments;
  for (auto& segment : segments) {
    if (path.empty()) break;
    path.remove_prefix(1);
    segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
  }
  for (const auto& segment : segments)
    if (std::string found = region(segment); !found.empty()) return found;
  if (segments[0].size() == 2 && is_language(segments[1])) return country(segments[0]);
  return {};
}

/// Top-level domains of countries that are sold as generic ones tell nothing.
std::string from_host(const std::string& host) {
  const std::size_t dot = host.rfind('.');
  if (dot == host.npos) return {};
  const std::string_view top = std::string_view(host).substr(dot + 1);
  if (top == "co" || top == "id") {
    const std::string_view name = std::string_view(host).substr(0, dot);
    if (name.find('.') == name.npos) return {};
  }
  return country(top);
}

}  // namespace

std::string market_of_address(const std::string& url) {
  std::string found = from_path(path_of(url));
  return found.empty() ? from_host(host_of(url)) : found;
}

std::string market_of(const OpenedPage& page) {
  if (std::string found = market_of_address(page.url.starts_with("http") ? page.url : page.base); !found.empty())
    return found;
  if (std::string found = region(page.metadata.first("og:locale")); !found.empty()) return found;
  return region(page.metadata.language);
}

}  // namespace markhound::crawler
