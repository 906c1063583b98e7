#include "crawler/platforms/site.h"

#include <string>

#include "crawler/address/url.h"
#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

/// "name" is the label before a suffix of one or two labels: www.amazon.co.uk, amazon.de; not amazon.evil.example.
bool is_host_of(const std::string& host, std::string_view name) {
  constexpr std::size_t longest_suffix = 7;  // ".com.au"
  for (std::size_t at = host.find(name); at != host.npos; at = host.find(name, at + 1)) {
    const std::string_view after = std::string_view(host).substr(at + name.size());
    const bool begins = at == 0 || host[at - 1] == '.';
    if (begins && after.starts_with('.') && after.size() <= longest_suffix) return true;
  }
  return false;
}

}  // namespace

std::string own_address(std::string_view page) {
  if (std::string saved = saved_from(page); !saved.empty()) return saved;
  for (const std::string_view marker : {"canonical", "og:url"}) {
    const std::size_t at = page.find(marker);
    if (at == page.npos) continue;
    const std::size_t open = page.rfind('<', at);
    const std::size_t close = page.find('>', at);
    if (open == page.npos || close == page.npos || close - open > 2000) continue;
    const std::string_view tag = page.substr(open, close - open);
    const std::size_t url = tag.find("http");
    if (url == tag.npos) continue;
    return std::string(tag.substr(url, tag.find_first_of("\"' >", url) - url));
  }
  return {};
}

bool is_site(const Capture& capture, std::string_view name) {
  if (is_web_url(capture.url)) return is_host_of(host_of(capture.url), name);
  return is_host_of(host_of(own_address(capture.content)), name);
}

std::string saved_from(std::string_view page) {
  constexpr std::size_t head = 4096;
  page = page.substr(0, head);
  for (const std::string_view marker : {"saved from url=(", "Page saved with SingleFile"}) {
    const std::size_t at = page.find(marker);
    if (at == page.npos) continue;
    const std::string_view rest = page.substr(at, 2200);
    const std::string_view note = rest.substr(0, rest.find("-->"));
    const std::size_t url = note.find("http");
    if (url != note.npos) return std::string(note.substr(url, note.find_first_of(" \t\r\n<\"", url) - url));
  }
  return {};
}

std::string with_query(std::string_view prefix, std::string_view query) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string url(prefix);
  for (const char c : query) {
    const auto byte = static_cast<unsigned char>(c);
    if (html::is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~') {
      url += c;
    } else {
      url += '%';
      url += hex[byte >> 4];
      url += hex[byte & 15];
    }
  }
  return url;
}

}  // namespace markhound::crawler
