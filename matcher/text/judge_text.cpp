#include <algorithm>

#include "matcher/judge.h"

namespace markhound::matcher {

std::vector<TextMatch> judge_text(std::string_view, const std::vector<TextCandidate>& candidates) {
  std::vector<TextMatch> matches;
  for (const TextCandidate& candidate : candidates) {
    if (candidate.key != Key::exact) continue;
    TextMatch match;
    match.mark = candidate.mark;
    match.name = candidate.name;
    match.likeness = candidate.alias ? Likeness::alias : Likeness::identical;
    match.score = candidate.distinctiveness;
    match.span = candidate.span;
    match.reasons = {"the registered words: " + candidate.name};
    matches.push_back(std::move(match));
  }
  std::stable_sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  return matches;
}

}  // namespace markhound::matcher
