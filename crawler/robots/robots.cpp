#include "crawler/robots/robots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "crawler/robots/path_pattern.h"
#include "crawler/robots/robots_text.h"

namespace markhound::crawler {
namespace {

enum class Key { user_agent, allow, disallow, crawl_delay, other };

struct Spelling {
  std::string_view text;
  Key key;
};

constexpr std::array<Spelling, 15> spellings = {{{"user-agent", Key::user_agent},
                                                 {"useragent", Key::user_agent},
                                                 {"user agent", Key::user_agent},
                                                 {"useg-agent", Key::user_agent},
                                                 {"allow", Key::allow},
                                                 {"disallow", Key::disallow},
                                                 {"dissallow", Key::disallow},
                                                 {"dissalow", Key::disallow},
                                                 {"disalow", Key::disallow},
                                                 {"diasllow", Key::disallow},
                                                 {"disallaw", Key::disallow},
                                                 {"desallow", Key::disallow},
                                                 {"crawl-delay", Key::crawl_delay},
                                                 {"crawldelay", Key::crawl_delay},
                                                 {"crawl delay", Key::crawl_delay}}};

Key key_of(std::string_view name) {
  for (const auto& spelling : spellings)
    if (same_letters(name, spelling.text)) return spelling.key;
  return Key::other;
}

/// Nothing where it is no number; a negative or absurd one is none either.
std::optional<std::chrono::milliseconds> seconds(std::string_view value) {
  const std::string text(value.substr(0, 32));
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !std::isfinite(number) || number < 0 || number > 1e6) return std::nullopt;
  return std::chrono::milliseconds(static_cast<long long>(number * 1000));
}

}  // namespace

/// Reads line by line; keeps the rules for the crawler by name and those for "*" apart until the end.
class RobotsParser {
 public:
  explicit RobotsParser(std::string_view token) : token_(token) {}

  void line(std::string_view name, std::string_view value) {
    const Key key = key_of(name);
    switch (key) {
      case Key::user_agent: user_agent(value); break;
      case Key::allow:
      case Key::disallow: rule(value, key == Key::allow); break;
      case Key::crawl_delay: delay(value); break;
      case Key::other: break;  // section 2.2.4: other records never end a group
    }
  }

  Robots finish() { return named_ ? std::move(own_) : std::move(global_); }

 private:
  /// Whom the lines at hand speak to.
  struct Scope {
    bool us = false;   ///< this crawler by name
    bool all = false;  ///< "*"
  };

  void user_agent(std::string_view value) {
    if (rules_seen_) group_ = {};
    if (rules_seen_ || delay_seen_) delayed_ = {};
    rules_seen_ = delay_seen_ = false;
    if (value.starts_with('*')) group_.all = delayed_.all = true;
    if (!token_.empty() && same_letters(product_token(value), token_)) group_.us = delayed_.us = named_ = true;
  }

  void rule(std::string_view value, bool allow) {
    rules_seen_ = true;
    if (value.empty()) return;
    const bool anchored = value.ends_with('$');
    if (anchored) value.remove_suffix(1);
    add({comparable(value), allow, anchored});
  }

  void add(const Robots::Rule& rule) {
    if (group_.us) own_.rules_.push_back(rule);
    if (group_.all) global_.rules_.push_back(rule);
  }

  void delay(std::string_view value) {
    delay_seen_ = true;
    const auto delay = seconds(value);
    if (!delay) return;
    if (delayed_.us) own_.crawl_delay_ = std::max(delay, own_.crawl_delay_);
    if (delayed_.all) global_.crawl_delay_ = std::max(delay, global_.crawl_delay_);
  }

  std::string_view token_;
  Robots own_;
  Robots global_;
  bool named_ = false;       ///< some group names this crawler
  Scope group_;              ///< of the rules to come
  Scope delayed_;            ///< of a crawl-delay to come: the user-agent lines since the last one
  bool rules_seen_ = false;  ///< so the next user-agent line begins a new group
  bool delay_seen_ = false;
};

Robots Robots::parse(std::string_view text, std::string_view token) {
  const std::string utf8 = robots_as_utf8(text.substr(0, robots_limit));
  RobotsParser parser(token);
  for_each_record(utf8, [&](std::string_view name, std::string_view value) { parser.line(name, value); });
  return parser.finish();
}

bool Robots::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const std::string asked = comparable_path(path);
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const std::size_t length = rule.pattern.size() + (rule.anchored ? 1 : 0);
    const bool decides = length > longest || (length == longest && rule.allow && !allowed);
    if (!decides || !matches(rule.pattern, rule.anchored, asked)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

std::string product_token(std::string_view user_agent) {
  const auto end = std::find_if_not(user_agent.begin(), user_agent.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return {user_agent.begin(), end};
}

}  // namespace markhound::crawler
