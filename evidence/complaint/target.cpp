// Addresses of listings, as forms want them. No regular expression: addresses come from outside, at any length.
#include <algorithm>
#include <cctype>
#include <string_view>

#include "evidence/complaint/filing.h"

namespace markhound::evidence::complaint {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

/// From the first slash after the host, without query and fragment; "" where there is none.
std::string path_of(const std::string& address) {
  const auto scheme = address.find("://");
  const auto slash = address.find('/', scheme == std::string::npos ? 0 : scheme + 3);
  if (slash == std::string::npos) return {};
  return address.substr(slash, address.find_first_of("?#", slash) - slash);
}

bool in_alphabet(std::string_view part, const std::string& alphabet) {
  return std::all_of(part.begin(), part.end(), [&](unsigned char c) {
    if (alphabet == "digits") return std::isdigit(c) != 0;
    if (alphabet == "upper") return std::isdigit(c) != 0 || std::isupper(c) != 0;
    return c > ' ';
  });
}

bool is_id(std::string_view part, const TargetRule& rule) {
  return !part.empty() && part.size() >= rule.least && (rule.most == 0 || part.size() <= rule.most) &&
         in_alphabet(part, rule.alphabet);
}

/// The first part of the path after `start` that may be an id.
std::string id_in(const std::string& path, std::size_t start, const TargetRule& rule) {
  while (start < path.size()) {
    const auto end = std::min(path.find('/', start), path.size());
    const std::string part = path.substr(start, end - start);
    if (is_id(part, rule)) return part;
    start = end + 1;
  }
  return {};
}

bool on_platform(const TargetRule& rule, const std::string& host) {
  return rule.hosts.empty() || std::any_of(rule.hosts.begin(), rule.hosts.end(), [&](const std::string& domain) {
           return host == domain || host.ends_with("." + domain);
         });
}

}  // namespace

std::string host_of(const std::string& address) {
  const auto scheme = address.find("://");
  if (scheme == std::string::npos) return {};
  std::string host = address.substr(scheme + 3, address.find_first_of("/?#", scheme + 3) - scheme - 3);
  if (const auto user = host.rfind('@'); user != std::string::npos) host.erase(0, user + 1);
  return lower(host.substr(0, host.find(':')));
}

std::string target_id(const TargetRule& rule, const std::string& address, const std::string& own_id) {
  const std::string path = path_of(address);
  for (const std::string& marker : rule.after) {
    const auto at = path.find(marker);
    if (at == std::string::npos) continue;
    if (std::string id = id_in(path, at + marker.size(), rule); !id.empty()) return id;
  }
  return on_platform(rule, host_of(address)) && is_id(own_id, rule) ? own_id : std::string();
}

std::string address_fault(const TargetRule& rule, const std::string& address) {
  const std::string lowered = lower(address.substr(0, 8));
  if (!lowered.starts_with("http://") && !lowered.starts_with("https://")) return "is no web address";
  if (!on_platform(rule, host_of(address))) return "is not on this platform";
  const std::string path = path_of(address);
  const auto within = [&](const std::string& marker) { return path.find(marker) != std::string::npos; };
  if (std::any_of(rule.shop.begin(), rule.shop.end(), within) && target_id(rule, address, "").empty())
    return "names a shop, not a listing";
  if ((!rule.bare || !rule.after.empty()) && (path.empty() || path == "/")) return "names a whole site, not a listing";
  return {};
}

}  // namespace markhound::evidence::complaint
