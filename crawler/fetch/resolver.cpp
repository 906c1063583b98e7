#include "crawler/fetch/resolver.h"

#include <memory>

#include <netdb.h>
#include <sys/socket.h>

#include "crawler/address/url_record.h"
#include "crawler/fetch/address_guard.h"

namespace markhound::crawler {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) found = nullptr;
  return {found, &freeaddrinfo};
}

std::string without_brackets(const std::string& host) {
  return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

Result<std::string> public_address(const std::string& url, bool allow_private) {
  const auto parsed = parse_url(url, nullptr);
  const Addresses found = look_up(without_brackets(parsed ? parsed->host.value_or("") : ""));
  if (!found) return Problem{Problem::Kind::io, url, "its host name does not resolve", "check the address"};
  std::string refused;
  for (const addrinfo* at = found.get(); at; at = at->ai_next) {
    const auto special = allow_private ? std::nullopt : special_purpose(*at->ai_addr);
    if (!special) return to_text(*at->ai_addr);
    refused = to_text(*at->ai_addr) + ", a " + *special + " address";
  }
  return Problem{Problem::Kind::refused, url, "it leads to " + refused,
                 "only public addresses are fetched unless private ones are allowed"};
}

std::string connect_to(const std::string& url, const std::string& address) {
  const auto parsed = parse_url(url, nullptr);
  const int default_port = parsed && parsed->scheme == "https" ? 443 : 80;
  const int port = parsed && parsed->port ? *parsed->port : default_port;
  const bool v6 = address.find(':') != std::string::npos;
  return "::" + (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

}  // namespace markhound::crawler
