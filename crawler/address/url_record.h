// A URL by the WHATWG URL standard (https://url.spec.whatwg.org/, section 4), as browsers read what a page writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::crawler {

struct UrlRecord {
  std::string scheme;  ///< lower case, without ":"
  std::string username;
  std::string password;
  std::optional<std::string> host;    ///< serialised (host.h)
  std::optional<std::uint16_t> port;  ///< absent where it is the scheme's default
  bool opaque = false;                ///< the path is one text without hierarchy ("mailto:x")
  std::string opaque_path;
  std::vector<std::string> path;  ///< segments
  std::optional<std::string> query;
  std::optional<std::string> fragment;

  /// http, https, ws, wss, ftp, file.
  bool special() const;
};

/// The basic URL parser without encoding override and state override. `base` may be null. Nothing where it fails.
/// Linear in the input; bytes that are no UTF-8 are percent-encoded as they are.
std::optional<UrlRecord> parse_url(std::string_view input, const UrlRecord* base);

/// "host:port", or empty.
std::string authority_text(const UrlRecord& url);
std::string path_text(const UrlRecord& url);
/// Section 4.5.
std::string to_text(const UrlRecord& url);

}  // namespace markhound::crawler
