#include "crawler/address/url.h"

#include "crawler/address/query.h"
#include "crawler/address/url_record.h"

namespace markhound::crawler {
namespace {

bool is_supported(const UrlRecord& url) {
  return url.scheme == "http" || url.scheme == "https" || url.scheme == "file";
}

/// Credentials and fragment gone; nothing for a scheme that is none of ours.
std::optional<UrlRecord> fetchable(std::optional<UrlRecord> url) {
  if (!url || !is_supported(*url)) return std::nullopt;
  url->username.clear();
  url->password.clear();
  url->fragment.reset();
  return url;
}

std::optional<UrlRecord> parse(const std::string& url) { return fetchable(parse_url(url, nullptr)); }

bool is_network_path(std::string_view reference) {
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= ' ') reference.remove_prefix(1);
  return reference.starts_with("//");
}

/// Empty for a file.
std::string web_origin(const UrlRecord& url) {
  return url.scheme == "file" ? std::string{} : url.scheme + "://" + authority_text(url);
}

}  // namespace

std::optional<std::string> resolve(const std::string& base, const std::string& reference) {
  const auto page = parse_url(base, nullptr);
  const bool usable = page && is_supported(*page);
  const bool saved = usable && page->scheme == "file" && is_network_path(reference);
  const std::string text = saved ? "https:" + reference.substr(reference.find("//")) : reference;
  const auto url = fetchable(parse_url(text, usable ? &*page : nullptr));
  return url ? std::optional(to_text(*url)) : std::nullopt;
}

std::string canonical(const std::string& url) {
  const auto parsed = parse(url);
  if (!parsed) return url;
  if (parsed->scheme == "file") return to_text(*parsed);
  const std::string path = without_path_session(normalize_escapes(path_text(*parsed)));
  const std::string query = without_tracking(normalize_escapes(parsed->query.value_or("")));
  return web_origin(*parsed) + path + (query.empty() ? "" : "?" + query);
}

std::string host_of(const std::string& url) {
  const auto parsed = parse(url);
  return parsed ? parsed->host.value_or("") : std::string{};
}

std::string origin_of(const std::string& url) {
  const auto parsed = parse(url);
  return parsed ? web_origin(*parsed) : std::string{};
}

std::string path_of(const std::string& url) {
  const auto parsed = parse(url);
  if (!parsed) return "/";
  return path_text(*parsed) + (parsed->query ? "?" + *parsed->query : "");
}

bool is_web_url(const std::string& url) { return !origin_of(url).empty(); }

}  // namespace markhound::crawler
