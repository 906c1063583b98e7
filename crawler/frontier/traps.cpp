#include "crawler/frontier/traps.h"

#include <algorithm>
#include <string_view>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_address = 2'000;  ///< bytes; more than any shop's page needs, and near what servers accept
constexpr std::size_t max_segments = 20;
constexpr std::size_t least_token = 12;    ///< characters of a session id; shorter ones name things
constexpr std::size_t max_forms = 50'000;  ///< beyond, what is known is forgotten

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A session id, a digest, a key: letters and digits mixed, and long.
bool is_token(std::string_view word) {
  const auto digits = std::count_if(word.begin(), word.end(), is_digit);
  return word.size() >= least_token && digits >= 2;
}

std::string without_numbers(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word) - text.begin());
    const std::string_view word = text.substr(0, end);
    if (is_token(word)) {
      out += '#';
    } else {
      for (const char c : word)
        if (!is_digit(c) || !out.ends_with('#')) out += is_digit(c) ? '#' : c;
    }
    text.remove_prefix(end);
    if (text.empty()) break;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

std::vector<std::string_view> segments_of(std::string_view path) {
  path = path.substr(0, path.find('?'));
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

/// The same one to four segments three times in a row: /a/b/a/b/a/b.
bool repeats_itself(const std::vector<std::string_view>& segments) {
  constexpr std::size_t times = 3;
  for (std::size_t period = 1; period <= 4; ++period) {
    std::size_t equal = 0;
    for (std::size_t i = period; i < segments.size(); ++i) {
      equal = segments[i] == segments[i - period] ? equal + 1 : 0;
      if (equal >= period * (times - 1)) return true;
    }
  }
  return false;
}

Problem trap(const std::string& url, const std::string& why) {
  return {Problem::Kind::limit, url, why + "; links like it are not followed any more",
          "name the pages themselves as targets if you want them"};
}

}  // namespace

std::string form_of(const std::string& url) { return origin_of(url) + without_numbers(path_of(url)); }

std::optional<std::string> endless_address(const std::string& url) {
  if (url.size() > max_address) return "its address is over " + std::to_string(max_address) + " bytes long";
  const std::string path = path_of(url);
  const auto segments = segments_of(path);
  if (repeats_itself(segments)) return "its path repeats itself";
  if (segments.size() > max_segments) return "its path is over " + std::to_string(max_segments) + " levels deep";
  return std::nullopt;
}

TrapWatch::Form& TrapWatch::form(const std::string& name) {
  if (forms_.size() >= max_forms && !forms_.contains(name)) forms_.clear();
  return forms_[name];
}

std::optional<TrapWatch::Stop> TrapWatch::stops(const std::string& url) {
  const auto endless = endless_address(url);
  const std::lock_guard lock(mutex_);
  if (endless) {
    if (told_.size() >= max_forms) told_.clear();
    return Stop{trap(url, *endless), told_.insert(origin_of(url) + " " + *endless).second};
  }
  const auto known = forms_.find(form_of(url));
  if (known == forms_.end() || known->second.closed.empty()) return std::nullopt;
  return Stop{trap(url, known->second.closed), false};
}

bool TrapWatch::leads_elsewhere(const std::string& name, const std::vector<std::string>& links) const {
  return std::any_of(links.begin(), links.end(), [&](const std::string& link) {
    const std::string other = form_of(link);
    const auto known = forms_.find(other);
    return other != name && (known == forms_.end() || known->second.closed.empty());
  });
}

std::optional<Problem> TrapWatch::note(const Visited& visited) {
  const std::string name = form_of(visited.url);
  const std::lock_guard lock(mutex_);
  const bool fruitful = visited.sells || leads_elsewhere(name, visited.links);
  Form& form = this->form(name);
  form.same = visited.same ? form.same + 1 : 0;
  form.barren = fruitful || visited.same ? 0 : form.barren + 1;
  if (!form.closed.empty()) return std::nullopt;
  if (form.same >= most_same)
    form.closed = std::to_string(most_same) + " pages in a row with addresses of its form showed what was seen before";
  else if (form.barren >= most_barren)
    form.closed =
        std::to_string(most_barren) + " pages in a row with addresses of its form sold nothing and led nowhere else";
  if (form.closed.empty()) return std::nullopt;
  return trap(visited.url, form.closed);
}

}  // namespace markhound::crawler
