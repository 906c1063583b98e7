#include "cli/picture_matches.h"

#include "matcher/judge.h"

namespace markhound::cli {
namespace {

std::string joined(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

void match_logos(const index::Register& marks, const matcher::Picture& picture, PictureMatches& found) {
  const Signature signature = matcher::read_signature(picture);
  const auto candidates = marks.recall(signature);
  if (!candidates) {
    found.problems.push_back(candidates.problem());
    return;
  }
  found.logos = matcher::judge_logos(signature, *candidates);
}

void match_words(const index::Register& marks, const matcher::Picture& picture, matcher::TextRecognizer& recognizer,
                 PictureMatches& found) {
  auto words = matcher::read_words(picture, recognizer);
  if (!words) {
    found.problems.push_back(words.problem());
    return;
  }
  found.words = std::move(*words);
  found.text = joined(found.words);
  auto texts = match_text(marks, found.text);
  if (texts)
    found.texts = std::move(*texts);
  else
    found.problems.push_back(texts.problem());
}

}  // namespace

Result<std::vector<TextMatch>> match_text(const index::Register& marks, std::string_view text) {
  const auto candidates = marks.recall(text);
  if (!candidates) return candidates.problem();
  return matcher::judge_text(text, *candidates);
}

Result<PictureMatches> match_picture(const index::Register& marks, std::string_view bytes,
                                     matcher::TextRecognizer* recognizer) {
  const auto picture = matcher::Picture::decode(bytes);
  if (!picture) return picture.problem();
  PictureMatches found;
  match_logos(marks, *picture, found);
  if (recognizer) match_words(marks, *picture, *recognizer, found);
  return found;
}

}  // namespace markhound::cli
