#include "crawler/address/parameters.h"

#include <algorithm>
#include <optional>

#include "crawler/address/query.h"

namespace markhound::crawler {
namespace {

std::optional<int> digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? digit(text[i + 1]) : std::nullopt;
    const auto low = high ? digit(text[i + 2]) : std::nullopt;
    if (low) {
      out += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

/// Calls `visit(begin, end)` with the bytes of each "name=value" of the query; stops where it returns true.
template <class Visit>
void for_each_part(std::string_view query, Visit visit) {
  for (std::size_t begin = 0; begin < query.size();) {
    const std::size_t end = std::min(query.find('&', begin), query.size());
    if (end > begin && visit(begin, end)) return;
    begin = end + 1;
  }
}

std::string name_of(std::string_view part) { return decoded(part.substr(0, part.find('='))); }

std::string value_of(std::string_view part) {
  const std::size_t equals = part.find('=');
  return equals == part.npos ? std::string{} : decoded(part.substr(equals + 1));
}

std::size_t query_begin(std::string_view url) {
  const std::size_t mark = url.find('?');
  return mark == url.npos ? url.size() : mark + 1;
}

}  // namespace

Parameters parameters_of(std::string_view query) {
  Parameters all;
  for_each_part(query, [&](std::size_t begin, std::size_t end) {
    const std::string_view part = query.substr(begin, end - begin);
    all.emplace_back(name_of(part), value_of(part));
    return false;
  });
  return all;
}

std::string parameter(std::string_view url, std::string_view name) {
  const std::string_view query = url.substr(query_begin(url));
  std::string value;
  for_each_part(query, [&](std::size_t begin, std::size_t end) {
    const std::string_view part = query.substr(begin, end - begin);
    if (name_of(part) != name) return false;
    value = value_of(part);
    return true;
  });
  return value;
}

std::string with_parameter(std::string_view url, std::string_view name, std::string_view value) {
  const std::string set = percent_encoded(name) + "=" + percent_encoded(value);
  const std::size_t start = query_begin(url);
  const std::string_view query = url.substr(start);
  std::string replaced;
  for_each_part(query, [&](std::size_t begin, std::size_t end) {
    if (name_of(query.substr(begin, end - begin)) != name) return false;
    replaced = std::string(url.substr(0, start + begin)) + set + std::string(query.substr(end));
    return true;
  });
  if (!replaced.empty()) return replaced;
  const bool first = query.empty();
  const bool has_mark = start > 0 && start <= url.size() && url.find('?') != url.npos;
  return std::string(url) + (first ? (has_mark ? "" : "?") : "&") + set;
}

}  // namespace markhound::crawler
