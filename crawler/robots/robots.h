// robots.txt by RFC 9309: which paths of a site a crawler may ask for. Pure; fetching and caching is the fetcher's.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::crawler {

/// RFC 9309 section 2.5: at least 500 KiB are read; what comes after is not.
constexpr std::size_t robots_limit = 500u << 10;

/// The rules for one crawler. The default value allows everything.
class Robots {
 public:
  /// `text` as it was served: UTF-8 or, with a byte order mark, UTF-16. `product_token` is the crawler's name without
  /// its version ("markhound"); letters are compared without case. All groups that name the crawler are merged; where
  /// none does, those for "*" hold. Never fails: lines that are no rules are passed by, common misspellings of
  /// "disallow" and "user-agent" are understood, as major crawlers do.
  static Robots parse(std::string_view text, std::string_view product_token);

  /// `path` is path and query as asked for, percent-encoded. The longest matching pattern decides, "allow" on a tie
  /// (section 2.2.2); /robots.txt itself is always allowed.
  bool allows(std::string_view path) const;

  /// The longest that stands in a merged group; not in the RFC, but asked for by many sites. It holds for the
  /// user-agent lines right before it.
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;  ///< normalised; "*" stands for any bytes
    bool allow = false;
    bool anchored = false;  ///< the pattern ended with "$": it must reach the path's end
  };

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;

  friend class RobotsParser;
};

/// The product token of a User-Agent header (section 2.2.1): its leading letters, "_" and "-". Digits are
/// taken too, as crawlers named with them exist.
std::string product_token(std::string_view user_agent);

}  // namespace markhound::crawler
