#include "cli/examine.h"

#include <algorithm>

#include "evidence/vault.h"
#include "matcher/judge.h"

namespace markhound::cli {
namespace {

constexpr std::size_t max_known = 4096;
constexpr double settled_score = 0.9;

bool settles(const TextSighting& sighting) {
  return sighting.match.score >= settled_score && (sighting.where == "title" || sighting.where == "brand");
}

bool settled(const std::vector<TextSighting>& texts, const std::vector<LogoSighting>& logos) {
  return std::any_of(texts.begin(), texts.end(), settles) ||
         std::any_of(logos.begin(), logos.end(),
                     [](const LogoSighting& logo) { return logo.match.score >= settled_score; });
}

}  // namespace

void Examiner::sight_texts(const Listing& listing, std::vector<TextSighting>& texts,
                           std::vector<Problem>& problems) const {
  const std::pair<const char*, const std::string*> parts[] = {{"title", &listing.title},
                                                              {"brand", &listing.brand},
                                                              {"seller", &listing.seller},
                                                              {"description", &listing.description}};
  for (const auto& [where, text] : parts) {
    if (text->empty()) continue;
    const auto matches = match_text(marks_, *text);
    if (!matches)
      problems.push_back(matches.problem());
    else
      for (const TextMatch& match : *matches) texts.push_back({where, *text, match});
  }
}

std::shared_ptr<const PictureMatches> Examiner::matches_of(const KeptPicture& picture, bool with_words,
                                                           matcher::TextRecognizer& recognizer,
                                                           std::vector<Problem>& problems) {
  const std::string key = evidence::sha256(picture.bytes) + (with_words ? "+words" : "");
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
  }
  auto matches = match_picture(marks_, picture.bytes, with_words ? &recognizer : nullptr);
  if (!matches) {
    Problem problem = matches.problem();
    problem.thing = picture.url;
    problems.push_back(std::move(problem));
    return nullptr;
  }
  problems.insert(problems.end(), matches->problems.begin(), matches->problems.end());
  auto kept = std::make_shared<const PictureMatches>(std::move(*matches));
  const std::lock_guard lock(mutex_);
  if (known_.size() >= max_known) known_.clear();
  known_[key] = kept;
  return kept;
}

std::vector<Finding> Examiner::examine(const Listing& listing, const std::vector<KeptPicture>& pictures,
                                       RecognizerPool& recognizers, std::vector<Problem>& problems) {
  if (no_marks_) return {};
  RecognizerPool::Lent recognizer = recognizers.take();
  std::vector<TextSighting> texts;
  std::vector<LogoSighting> logos;
  sight_texts(listing, texts, problems);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const bool with_words = thorough_ || !settled(texts, logos);
    const auto matches = matches_of(pictures[i], with_words, *recognizer, problems);
    if (!matches) continue;
    for (const LogoMatch& logo : matches->logos) logos.push_back({pictures[i].url, pictures[i].capture, logo});
    const std::string where = "picture " + std::to_string(i + 1);
    for (const TextMatch& match : matches->texts) texts.push_back({where, matches->text, match});
  }
  std::map<std::string, Mark> known;
  const auto find = [&](const std::string& id) -> const Mark* {
    if (const auto at = known.find(id); at != known.end()) return &at->second;
    auto mark = marks_.find(id);
    return mark ? &known.emplace(id, std::move(*mark)).first->second : nullptr;
  };
  return matcher::judge_listing(listing, texts, logos, find);
}

}  // namespace markhound::cli
