#include "cli/target.h"

#include <algorithm>

#include "crawler/api/search_source.h"

namespace markhound::cli {

Result<std::unique_ptr<crawler::Source>> open_target(const std::string& target, const TargetAccess& access) {
  if (crawler::is_search(target)) return crawler::open_search(target, access.api, access.live, access.clock);
  return crawler::open_source(target, access.live, access.limits);
}

Result<std::vector<std::string>> checked_targets(const std::vector<std::string>& targets) {
  std::vector<std::string> checked;
  for (const std::string& target : targets) {
    std::string text = target;
    if (crawler::is_search(target)) {
      const auto search = crawler::parse_search(target);
      if (!search) return search.problem();
      text = crawler::to_target(*search);
    }
    if (std::find(checked.begin(), checked.end(), text) == checked.end()) checked.push_back(std::move(text));
  }
  return checked;
}

}  // namespace markhound::cli
