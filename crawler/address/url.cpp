#include "crawler/address/url.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <curl/curl.h>
#include <unicode/uidna.h>

#include "crawler/address/query.h"

namespace markhound::crawler {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Handle make_handle() { return {curl_url(), &curl_url_cleanup}; }

std::optional<std::string> part(const Handle& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return lower(c); });
  return text;
}

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// The scheme in lower case where the reference names one (RFC 3986 section 3.1), else empty.
std::string scheme_of(std::string_view reference) {
  const auto colon = reference.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(reference[0])) return {};
  const std::string_view scheme = reference.substr(0, colon);
  const bool valid = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return valid ? lower(std::string(scheme)) : std::string{};
}

bool is_supported(const std::string& scheme) { return scheme == "http" || scheme == "https" || scheme == "file"; }

/// As browsers read an attribute (WHATWG URL, 4.4): blanks around it and line breaks in it dropped, a backslash
/// before the query read as a slash, and bytes that may not stand in a URL percent-encoded.
std::string tidy(std::string_view reference) {
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= ' ') reference.remove_prefix(1);
  while (!reference.empty() && static_cast<unsigned char>(reference.back()) <= ' ') reference.remove_suffix(1);
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  bool in_path = true;
  for (const char c : reference) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\t' || c == '\n' || c == '\r') continue;
    if (c == '#') break;
    in_path = in_path && c != '?';
    if (c == '\\' && in_path) {
      out += '/';
    } else if (byte <= ' ' || byte >= 0x7f || std::string_view("\"<>`{}|^\\").find(c) != std::string_view::npos) {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    } else {
      out += c;
    }
  }
  return out;
}

bool set_url(const Handle& url, const std::string& text) {
  return curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
}

/// The host as DNS knows it (UTS #46), lower case. libcurl's own conversion depends on the locale, so ICU's is used.
/// Nothing where it is no host name. An address in brackets has no names to convert.
std::optional<std::string> ascii_host(const std::string& host) {
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return lower(host);
  UErrorCode error = U_ZERO_ERROR;
  static UIDNA* const idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
  if (!idna) return std::nullopt;
  std::array<char, 256> name{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  error = U_ZERO_ERROR;
  const int length = uidna_nameToASCII_UTF8(idna, host.data(), static_cast<int>(host.size()), name.data(),
                                            static_cast<int>(name.size()), &info, &error);
  if (U_FAILURE(error) || info.errors != 0) return std::nullopt;
  return std::string(name.data(), static_cast<std::size_t>(length));
}

/// The parsed URL with its host in lower case and in ASCII, credentials and fragment gone; null where it is none.
Handle parse(const std::string& base, const std::string& reference) {
  const std::string scheme = scheme_of(reference);
  const bool absolute = !scheme.empty();
  Handle none(nullptr, &curl_url_cleanup);
  if (absolute && (!is_supported(scheme) || reference.compare(scheme.size(), 3, "://") != 0)) return none;
  if (!absolute && !is_supported(scheme_of(base))) return none;
  Handle url = make_handle();
  if (!absolute && !set_url(url, tidy(base))) return none;
  const bool kept = !absolute && reference.empty();
  if (!kept && !set_url(url, reference)) return none;
  curl_url_set(url.get(), CURLUPART_USER, nullptr, 0);
  curl_url_set(url.get(), CURLUPART_PASSWORD, nullptr, 0);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  const std::string host = part(url, CURLUPART_HOST).value_or("");
  if (host.empty()) return part(url, CURLUPART_SCHEME) == "file" ? std::move(url) : std::move(none);
  const auto name = ascii_host(host);
  if (!name || curl_url_set(url.get(), CURLUPART_HOST, name->c_str(), 0) != CURLUE_OK) return none;
  return url;
}

Handle parse(const std::string& url) { return parse({}, tidy(url)); }

/// Empty for a file.
std::string web_origin(const Handle& url) {
  const auto host = part(url, CURLUPART_HOST);
  if (!host || host->empty()) return {};
  const std::string port = part(url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT).value_or("");
  return part(url, CURLUPART_SCHEME).value_or("") + "://" + *host + (port.empty() ? "" : ":" + port);
}

}  // namespace

std::optional<std::string> resolve(const std::string& base, const std::string& reference) {
  std::string text = tidy(reference);
  if (text.starts_with("//") && scheme_of(base) == "file") text.insert(0, "https:");
  const Handle url = parse(base, text);
  return url ? part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT) : std::nullopt;
}

std::string canonical(const std::string& url) {
  const Handle parsed = parse(url);
  if (!parsed) return url;
  const std::string site = web_origin(parsed);
  if (site.empty()) return part(parsed, CURLUPART_URL).value_or(url);
  const std::string path = without_path_session(normalize_escapes(part(parsed, CURLUPART_PATH).value_or("/")));
  const std::string query = without_tracking(normalize_escapes(part(parsed, CURLUPART_QUERY).value_or("")));
  return site + path + (query.empty() ? "" : "?" + query);
}

std::string host_of(const std::string& url) {
  const Handle parsed = parse(url);
  return parsed ? part(parsed, CURLUPART_HOST).value_or("") : std::string{};
}

std::string origin_of(const std::string& url) {
  const Handle parsed = parse(url);
  return parsed ? web_origin(parsed) : std::string{};
}

std::string path_of(const std::string& url) {
  const Handle parsed = parse(url);
  if (!parsed) return "/";
  const auto query = part(parsed, CURLUPART_QUERY);
  return part(parsed, CURLUPART_PATH).value_or("/") + (query ? "?" + *query : "");
}

bool is_web_url(const std::string& url) { return !origin_of(url).empty(); }

}  // namespace markhound::crawler
