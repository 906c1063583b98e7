#include "matcher/text/overlaps.h"

#include <algorithm>
#include <tuple>

#include "matcher/text/judgement.h"

namespace markhound::matcher {
namespace {

/// Misspellings of two marks at one place both stand while neither is clearly the likelier.
constexpr double clearly_likelier = 0.05;

bool overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }
bool inside(const Span& inner, const Span& outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }
bool literal(const TextMatch& match) {
  return match.likeness == Likeness::identical || match.likeness == Likeness::alias;
}

/// Where several names are about as near to a word, it is the less likely that it means any one of them.
void share_among_rivals(std::vector<TextMatch>& matches) {
  constexpr double each_rival = 0.06;
  std::vector<double> scores;
  for (const TextMatch& match : matches) {
    double score = match.score;
    for (const TextMatch& other : matches) {
      const bool rival = !literal(match) && !literal(other) && other.span == match.span && other.name != match.name;
      if (rival && other.score >= match.score) score -= each_rival;
    }
    scores.push_back(score);
  }
  for (std::size_t i = 0; i < matches.size(); ++i) matches[i].score = std::max(0.0, scores[i]);
  std::erase_if(matches, [](const TextMatch& match) { return match.score < least_score; });
}

/// A misspelling of a longer name stands beside the name inside it: "aws clouwatch". Whether `stronger`, which is not
/// weaker by rank, leaves no room for `weaker`.
bool displaces(const TextMatch& stronger, const TextMatch& weaker) {
  if (!overlap(stronger.span, weaker.span)) return false;
  if (stronger.mark == weaker.mark) return true;
  if (literal(stronger) && !literal(weaker)) return !inside(stronger.span, weaker.span) || stronger.span == weaker.span;
  if (literal(stronger)) return inside(weaker.span, stronger.span) && !(weaker.span == stronger.span);
  return !literal(weaker) && stronger.score > weaker.score + clearly_likelier;
}

/// A literal match before any other, then the longer, then the likelier.
bool outranks(const TextMatch& a, const TextMatch& b) {
  const auto rank = [](const TextMatch& match) {
    const auto length = static_cast<double>(match.span.end - match.span.begin);
    return std::make_tuple(literal(match) ? 0 : 1, literal(match) ? -length : -match.score, -match.score);
  };
  return rank(a) < rank(b);
}

}  // namespace

std::vector<TextMatch> settle_overlaps(std::vector<TextMatch> matches) {
  share_among_rivals(matches);
  std::stable_sort(matches.begin(), matches.end(), outranks);
  std::vector<TextMatch> kept;
  for (TextMatch& match : matches) {
    const bool displaced =
        std::any_of(kept.begin(), kept.end(), [&](const TextMatch& other) { return displaces(other, match); });
    if (!displaced) kept.push_back(std::move(match));
  }
  std::stable_sort(kept.begin(), kept.end(), [](const TextMatch& a, const TextMatch& b) { return a.score > b.score; });
  return kept;
}

}  // namespace markhound::matcher
