#include "crawler/http/message.h"

#include <algorithm>
#include <charconv>

#include "crawler/http/header_lines.h"

namespace markhound::crawler {
namespace {

/// The size on a chunk's first line, extensions passed by.
std::optional<std::size_t> chunk_size(std::string_view line) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (error != std::errc()) return std::nullopt;
  const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
  const auto next = rest.find_first_not_of(" \t\r");
  if (next != std::string_view::npos && rest[next] != ';') return std::nullopt;
  return size;
}

}  // namespace

std::string dechunk(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const auto size = end == std::string_view::npos ? std::nullopt : chunk_size(rest.substr(0, end));
    if (!size) return out.empty() ? std::string(body) : out;
    rest.remove_prefix(end + 1);
    if (*size == 0) return out;
    out.append(rest.substr(0, *size));
    rest.remove_prefix(std::min(*size, rest.size()));
    if (rest.starts_with("\r\n")) {
      rest.remove_prefix(2);
    } else if (rest.starts_with('\n')) {
      rest.remove_prefix(1);
    }
  }
  return out;
}

std::optional<Exchange> parse_response(std::string_view block) {
  const auto first_end = std::min(block.find('\n'), block.size());
  const StatusLine status = parse_status_line(block.substr(0, first_end));
  if (status.status == 0) return std::nullopt;
  const auto crlf = block.find("\r\n\r\n");
  const auto lf = block.find("\n\n");
  const bool plain = lf < crlf;
  const std::size_t head = plain ? lf : crlf;
  const std::size_t body = head == std::string_view::npos ? block.size() : head + (plain ? 2 : 4);
  Exchange exchange;
  exchange.protocol = std::string(status.protocol);
  exchange.status = status.status;
  exchange.reason = std::string(status.reason);
  exchange.response_headers = parse_header_lines(block.substr(0, body));
  exchange.body = std::string(block.substr(body));
  std::string transfer = header_value(exchange.response_headers, "transfer-encoding");
  std::transform(transfer.begin(), transfer.end(), transfer.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  if (transfer.find("chunked") != std::string::npos) exchange.body = dechunk(exchange.body);
  return exchange;
}

}  // namespace markhound::crawler
