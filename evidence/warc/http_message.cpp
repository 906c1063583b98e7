#include "evidence/warc/http_message.h"

#include <algorithm>
#include <charconv>

#include "evidence/warc/record.h"

namespace markhound::evidence {
namespace {

constexpr std::string_view renamed = "X-Markhound-Orig-";

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// A name that bears the prefix already gets it once more, so that reading back is exact.
std::string archived_name(const std::string& name) {
  const bool rename = equal_ignoring_case(name, "Transfer-Encoding") || name.starts_with(renamed);
  return rename ? std::string(renamed) + name : name;
}

std::string protocol_of(const Exchange& exchange) { return exchange.protocol == "HTTP/1.0" ? "HTTP/1.0" : "HTTP/1.1"; }

std::string lines_of(const std::vector<Header>& headers, bool response) {
  std::string lines;
  for (const Header& header : headers) {
    lines +=
        field_value(response ? archived_name(header.name) : header.name) + ": " + field_value(header.value) + "\r\n";
  }
  return lines + "\r\n";
}

/// Path and query of the URL, which is what a request line names.
std::string request_target(const std::string& url) {
  const auto authority = url.find("://");
  const auto path = authority == url.npos ? url.npos : url.find_first_of("/?#", authority + 3);
  if (path == url.npos) return "/";
  std::string target = url.substr(path, url.find('#', path) - path);
  return target.starts_with('/') ? target : "/" + target;
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find("\r\n");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 2);
  return line;
}

std::vector<Header> take_headers(std::string_view& text, bool response) {
  std::vector<Header> headers;
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto colon = line.find(": ", 1);
    std::string_view name = line.substr(0, colon);
    if (response && name.starts_with(renamed)) name.remove_prefix(renamed.size());
    headers.push_back({std::string(name), std::string(colon == line.npos ? "" : line.substr(colon + 2))});
  }
  return headers;
}

}  // namespace

std::string request_head(const Exchange& exchange) {
  return field_value(exchange.method + " " + request_target(exchange.url) + " " + protocol_of(exchange)) + "\r\n" +
         lines_of(exchange.request_headers, false);
}

std::string response_head(const Exchange& exchange) {
  std::string line = protocol_of(exchange) + " " + std::to_string(exchange.status) + " " + field_value(exchange.reason);
  return line + "\r\n" + lines_of(exchange.response_headers, true);
}

bool read_request(std::string_view block, Exchange& exchange) {
  const std::string_view line = take_line(block);
  exchange.method = line.substr(0, line.find(' '));
  exchange.request_headers = take_headers(block, false);
  exchange.request_body = block;
  return !exchange.method.empty();
}

bool read_response(std::string_view block, Exchange& exchange) {
  const std::string_view line = take_line(block);
  const auto space = line.find(' ');
  if (!line.starts_with("HTTP/") || space == line.npos) return false;
  const std::string_view status = line.substr(space + 1);
  const auto [end, error] = std::from_chars(status.data(), status.data() + status.size(), exchange.status);
  if (error != std::errc{}) return false;
  const auto reason = status.substr(static_cast<std::size_t>(end - status.data()));
  exchange.reason = reason.empty() ? "" : reason.substr(1);
  exchange.response_headers = take_headers(block, true);
  exchange.body = block;
  return true;
}

}  // namespace markhound::evidence
