#include "crawler/fetch/secrets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "crawler/address/query.h"
#include "crawler/content/decoder.h"
#include "crawler/fetch/spelled.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {
namespace {

constexpr std::string_view withheld = "[withheld]";
constexpr std::size_t least_secret = 4;  // bytes: a shorter one would black out half of a page and guard nothing

constexpr std::array<std::string_view, 3> always_secret = {"authorization", "cookie", "proxy-authorization"};

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// Where the query begins and the fragment does.
struct Query {
  std::size_t begin;
  std::size_t end;
};

Query query_of(const std::string& url) {
  const auto end = std::min(url.find('#'), url.size());
  return {std::min(url.find('?'), end), end};
}

}  // namespace

bool is_credential(const std::string& header_name) {
  return std::any_of(always_secret.begin(), always_secret.end(),
                     [&](std::string_view name) { return same_name(header_name, name); });
}

Secrets::Secrets(const Request& request)
    : headers_(request.secret_headers), query_(request.secret_query), body_(request.secret_body) {
  for (const Header& header : request.headers)
    if (is_credential(header.name)) headers_.push_back(header);
  for (const Header& header : headers_) {
    add(header.value);
    if (const auto blank = header.value.find(' '); blank != std::string::npos) add(header.value.substr(blank + 1));
  }
  for (const Header& parameter : query_) add(parameter.value);
  for (const std::string& secret : request.secrets) add(secret);
  if (body_) add(request.body);
  std::sort(needles_.begin(), needles_.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

void Secrets::add(const std::string& secret) {
  const bool known = std::find(needles_.begin(), needles_.end(), secret) != needles_.end();
  if (secret.size() >= least_secret && !known) needles_.push_back(secret);
}

std::string Secrets::sent_url(const std::string& url) const {
  if (query_.empty()) return url;
  const Query query = query_of(url);
  std::string out = url.substr(0, query.end);
  char separator = query.begin == query.end ? '?' : '&';
  for (const Header& parameter : query_) {
    out.append(1, separator).append(percent_encoded(parameter.name)).append("=");
    out.append(percent_encoded(parameter.value));
    separator = '&';
  }
  return out;
}

bool Secrets::names_secret(const std::string& parameter) const {
  const std::string name = normalize_escapes(parameter.substr(0, parameter.find('=')));
  return std::any_of(query_.begin(), query_.end(),
                     [&](const Header& secret) { return same_name(name, percent_encoded(secret.name)); });
}

std::string Secrets::shown_url(const std::string& url) const {
  if (query_.empty()) return url;
  const Query query = query_of(url);
  if (query.begin == query.end) return url;
  std::string kept;
  std::size_t begin = query.begin + 1;
  while (begin < query.end) {
    const auto end = std::min(url.find('&', begin), query.end);
    const std::string parameter = url.substr(begin, end - begin);
    if (!names_secret(parameter)) kept.append(kept.empty() ? "?" : "&").append(parameter);
    begin = end + 1;
  }
  return url.substr(0, query.begin) + kept + url.substr(query.end);
}

bool Secrets::contained_in(const std::string& text) const {
  return std::any_of(needles_.begin(), needles_.end(),
                     [&](const std::string& needle) { return spelled_in(text, needle); });
}

void Secrets::withhold(std::string& text) const {
  for (const std::string& needle : needles_)
    if (spelled_in(text, needle)) text = spelled_replaced(text, needle, withheld);
}

void Secrets::withhold(std::vector<Header>& headers) const {
  for (Header& header : headers) {
    withhold(header.value);
    withhold(header.name);
    for (const Header& secret : headers_)
      if (same_name(header.name, secret.name)) header.value = withheld;
  }
}

bool Secrets::withhold_body(Exchange& exchange, std::size_t limit) const {
  const std::string coding = header_value(exchange.response_headers, "content-encoding");
  std::string body = exchange.body;
  if (!coding.empty()) {
    Decoded decoded = decode_content(exchange.body, coding, limit);
    if (!decoded.content.empty()) body = std::move(decoded.content);
  }
  if (!contained_in(body)) return false;
  withhold(body);
  exchange.body = std::move(body);
  std::erase_if(exchange.response_headers,
                [](const Header& header) { return same_name(header.name, "content-encoding"); });
  return true;
}

bool Secrets::withhold(Exchange& exchange, std::size_t limit) const {
  if (needles_.empty() && headers_.empty()) return false;
  withhold(exchange.url);
  withhold(exchange.reason);
  withhold(exchange.request_headers);
  withhold(exchange.request_body);
  const bool changed = withhold_body(exchange, limit);
  withhold(exchange.response_headers);
  if (body_) exchange.request_body.clear();
  return changed;
}

void Secrets::withhold(Problem& problem) const {
  withhold(problem.thing);
  withhold(problem.cause);
  withhold(problem.mend);
}

}  // namespace markhound::crawler
