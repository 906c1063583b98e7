#include "matcher/judge.h"
#include "matcher/text/judgement.h"
#include "matcher/text/letters.h"
#include "matcher/text/overlaps.h"

namespace markhound::matcher {

std::vector<TextMatch> judge_text(std::string_view text, const std::vector<TextCandidate>& candidates) {
  const Whereabouts whereabouts(text);
  std::vector<TextMatch> matches;
  for (const TextCandidate& candidate : candidates) {
    if (candidate.span.begin >= candidate.span.end || candidate.span.end > text.size()) continue;
    if (auto match = judge_candidate(whereabouts, candidate)) matches.push_back(std::move(*match));
  }
  return settle_overlaps(std::move(matches));
}

}  // namespace markhound::matcher
