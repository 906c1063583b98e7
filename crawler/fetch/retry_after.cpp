#include "crawler/fetch/retry_after.h"

#include <algorithm>

#include <curl/curl.h>

namespace markhound::crawler {

std::optional<std::chrono::milliseconds> parse_retry_after(const std::string& value, UtcTime now) {
  using std::chrono::milliseconds;
  constexpr milliseconds day = std::chrono::hours(24);
  if (value.empty()) return std::nullopt;
  const bool number = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (number) return value.size() > 5 ? day : std::min<milliseconds>(std::chrono::seconds(std::stol(value)), day);
  const time_t date = curl_getdate(value.c_str(), nullptr);
  if (date < 0) return std::nullopt;
  const UtcTime then{std::chrono::seconds(date)};
  return std::clamp<milliseconds>(then - now, milliseconds(0), day);
}

}  // namespace markhound::crawler
