#include "crawler/fetch/address_guard.h"

#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace markhound::crawler {
namespace {

struct Network {
  const char* prefix;
  int bits;
  const char* name;
};

constexpr std::array<Network, 15> ipv4_networks = {{{"0.0.0.0", 8, "this host"},
                                                    {"10.0.0.0", 8, "private use"},
                                                    {"100.64.0.0", 10, "carrier-grade NAT"},
                                                    {"127.0.0.0", 8, "loopback"},
                                                    {"169.254.0.0", 16, "link-local"},
                                                    {"172.16.0.0", 12, "private use"},
                                                    {"192.0.0.0", 24, "protocol assignments"},
                                                    {"192.0.2.0", 24, "documentation"},
                                                    {"192.88.99.0", 24, "6to4 relay"},
                                                    {"192.168.0.0", 16, "private use"},
                                                    {"198.18.0.0", 15, "benchmarking"},
                                                    {"198.51.100.0", 24, "documentation"},
                                                    {"203.0.113.0", 24, "documentation"},
                                                    {"224.0.0.0", 4, "multicast"},
                                                    {"240.0.0.0", 4, "reserved"}}};

constexpr std::array<Network, 12> ipv6_networks = {{{"::1", 128, "loopback"},
                                                    {"::ffff:0:0", 96, "IPv4-mapped"},
                                                    {"64:ff9b::", 96, "NAT64"},
                                                    {"64:ff9b:1::", 48, "NAT64"},
                                                    {"100::", 64, "discard"},
                                                    {"2001::", 23, "protocol assignments"},
                                                    {"2001:db8::", 32, "documentation"},
                                                    {"2002::", 16, "6to4"},
                                                    {"3fff::", 20, "documentation"},
                                                    {"fc00::", 7, "unique local"},
                                                    {"fe80::", 10, "link-local"},
                                                    {"ff00::", 8, "multicast"}}};

template <std::size_t n>
bool has_prefix(const std::array<unsigned char, n>& address, const std::array<unsigned char, n>& prefix, int bits) {
  const auto bytes = static_cast<std::size_t>(bits / 8);
  if (std::memcmp(address.data(), prefix.data(), bytes) != 0) return false;
  const int rest = bits % 8;
  return rest == 0 || (address[bytes] >> (8 - rest)) == (prefix[bytes] >> (8 - rest));
}

template <std::size_t bytes, std::size_t networks>
std::optional<std::string> find(int family, const std::array<unsigned char, bytes>& address,
                                const std::array<Network, networks>& table) {
  for (const Network& network : table) {
    std::array<unsigned char, bytes> prefix{};
    inet_pton(family, network.prefix, prefix.data());
    if (has_prefix(address, prefix, network.bits)) return network.name;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> special_purpose(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    std::array<unsigned char, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
    return find(AF_INET, bytes, ipv4_networks);
  }
  if (address.sa_family != AF_INET6) return "no Internet";
  std::array<unsigned char, 16> bytes{};
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
  if (auto name = find(AF_INET6, bytes, ipv6_networks)) return name;
  if (bytes[0] >> 5 != 1) return "reserved";  // only 2000::/3 is global unicast (RFC 4291)
  return std::nullopt;
}

std::string to_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = address.sa_family == AF_INET
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr)
                          : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  if (address.sa_family != AF_INET && address.sa_family != AF_INET6) return {};
  return inet_ntop(address.sa_family, bytes, text.data(), text.size()) ? text.data() : std::string{};
}

}  // namespace markhound::crawler
