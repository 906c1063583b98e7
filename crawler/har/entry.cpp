#include "crawler/har/entry.h"

#include <algorithm>
#include <cmath>

#include "crawler/address/url.h"
#include "crawler/content/base64.h"
#include "crawler/content/media_type.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// Browsers write "h2", "http/2.0", "HTTP/2".
std::string protocol_of(const std::string& written) {
  const std::string name = lower(written);
  if (name == "h2" || name == "http/2.0" || name == "http/2") return "HTTP/2";
  if (name == "h3" || name == "http/3.0" || name == "http/3") return "HTTP/3";
  return name == "http/1.0" ? "HTTP/1.0" : "HTTP/1.1";
}

/// A number of the form of an IP address, without the brackets that some browsers write.
std::string address_of(std::string text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  const bool plain = text.size() <= 45 && text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string::npos;
  return plain ? text : std::string{};
}

bool is_pseudo(const Header& header) { return header.name.starts_with(':'); }

void rename(std::vector<Header>& headers, const std::string& name) {
  for (Header& header : headers)
    if (lower(header.name) == name) header.name = "X-Markhound-Orig-" + header.name;
}

/// The headers as they fit the body that the file holds.
void fit_headers(Exchange& exchange, const HarEntry& entry, bool is_text) {
  std::vector<Header>& headers = exchange.response_headers;
  std::erase_if(headers, is_pseudo);
  std::erase_if(exchange.request_headers, is_pseudo);
  rename(headers, "content-encoding");
  rename(headers, "content-length");
  rename(headers, "transfer-encoding");
  const ContentType type = parse_content_type(header_value(headers, "content-type"));
  const std::string media_type =
      type.media_type.empty() ? parse_content_type(entry.media_type).media_type : type.media_type;
  if (is_text && lower(type.charset) != "utf-8") {
    rename(headers, "content-type");
    headers.push_back({"Content-Type", (media_type.empty() ? "text/plain" : media_type) + "; charset=utf-8"});
  }
  if (exchange.status / 100 == 3 && header_value(headers, "location").empty() && !entry.redirect.empty())
    headers.push_back({"Location", entry.redirect});
}

std::optional<int> two_digits(const std::string& text, std::size_t at) {
  if (at + 2 > text.size() || !std::isdigit(static_cast<unsigned char>(text[at])) ||
      !std::isdigit(static_cast<unsigned char>(text[at + 1])))
    return std::nullopt;
  return (text[at] - '0') * 10 + text[at + 1] - '0';
}

Problem no_body(const HarEntry& entry, const std::string& file, const std::string& cause, Kind kind) {
  return {kind, entry.exchange.url + " in " + file, cause,
          "export the HAR \"with content\", with the page still open, or save the page as a file"};
}

Result<std::string> body_of(HarEntry& entry, const std::string& file, std::size_t max_bytes) {
  if (entry.text_cut)
    return no_body(entry, file, "its content has more than " + std::to_string(max_bytes) + " bytes", Kind::limit);
  std::string body = std::move(entry.text);
  if (entry.encoding == "base64") {
    auto decoded = from_base64(body);
    if (!decoded) return no_body(entry, file, "its content is no base 64", Kind::bad_input);
    body = std::move(*decoded);
  }
  if (body.size() > max_bytes)
    return no_body(entry, file, "its content has " + std::to_string(body.size()) + " bytes, more than the limit",
                   Kind::limit);
  const int status = entry.exchange.status;
  if (body.empty() && entry.size > 0 && status / 100 == 2)
    return no_body(entry, file, "the browser did not write its content", Kind::not_found);
  return body;
}

}  // namespace

std::optional<UtcTime> time_of(const std::string& text) {
  const auto zone = text.find_first_of("+-", std::min<std::size_t>(text.size(), 19));
  std::string local = text.substr(0, zone);
  if (zone != std::string::npos) local += 'Z';
  const auto dot = local.find('.');
  if (dot != std::string::npos) {  // any number of digits, of which three are kept
    std::string digits = local.substr(dot + 1, local.find('Z') - dot - 1);
    digits.resize(3, '0');
    local = local.substr(0, dot + 1) + digits + "Z";
  }
  const auto time = from_rfc3339(local);
  if (!time || zone == std::string::npos) return time;
  const auto hours = two_digits(text, zone + 1);
  const auto minutes = two_digits(text, zone + (text.find(':', zone) == std::string::npos ? 3 : 4));
  if (!hours) return std::nullopt;
  const auto offset = std::chrono::minutes(*hours * 60 + minutes.value_or(0));
  return text[zone] == '+' ? *time - offset : *time + offset;
}

Result<std::optional<Capture>> capture_of(HarEntry entry, const std::string& file, std::size_t max_bytes) {
  const auto url = resolve({}, entry.exchange.url);
  const bool wanted = url && is_web_url(*url) && lower(entry.exchange.method) == "get";
  const int status = entry.exchange.status;
  if (!wanted || status < 100 || status > 999) return std::optional<Capture>{};
  auto body = body_of(entry, file, max_bytes);
  if (!body) return body.problem();
  const bool is_text = entry.encoding.empty() && !body->empty();
  Capture capture;
  Exchange& exchange = capture.exchanges.emplace_back(std::move(entry.exchange));
  exchange.url = capture.url = *url;
  exchange.method = "GET";
  exchange.protocol = protocol_of(exchange.protocol);
  exchange.remote_address = address_of(entry.server);
  exchange.body = std::move(*body);
  fit_headers(exchange, entry, is_text);
  if (status == 304 && !exchange.body.empty()) {
    exchange.response_headers.push_back({"X-Markhound-Orig-Status", "304"});
    exchange.status = 200;
    exchange.reason = "OK";
  }
  const bool sane = std::isfinite(entry.took_ms) && entry.took_ms >= 0 && entry.took_ms < 1e9;
  if (const auto begun = time_of(entry.started))
    capture.time = *begun + std::chrono::milliseconds(sane ? static_cast<std::int64_t>(entry.took_ms) : 0);
  return std::optional(std::move(capture));
}

}  // namespace markhound::crawler
