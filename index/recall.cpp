#include "index/recall.h"

#include <algorithm>

#include "index/utf8.h"

namespace markhound::index {
namespace {

/// Words apart by spaces as `plain` has them, letters from `letters`, which may be its look-alikes.
std::string spaced(const std::string& plain, const std::u32string& letters) {
  std::string text;
  std::size_t next = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const CodePoint point = code_point_at(plain, at);
    if (point.value == U' ') {
      text += ' ';
    } else if (next < letters.size()) {
      append_utf8(letters[next++], text);
    }
    at = point.end;
  }
  return text;
}

}  // namespace

std::vector<Question> questions_of(std::string_view text) {
  std::vector<Question> questions;
  for (Window& window : windows_of(fold(text))) questions.emplace_back(std::move(window));
  return questions;
}

TextCandidate candidate_of(const Question& question, const std::string& mark, const Form& form, Key key) {
  TextCandidate candidate;
  candidate.mark = mark;
  candidate.name = form.name;
  candidate.alias = form.alias;
  candidate.key = key;
  candidate.span = question.window.span;
  candidate.distinctiveness = form.distinctiveness;
  if (question.window.unsettled) candidate.distinctiveness *= 0.5;  // cut out of an ordinary word of that script
  const bool by_sound = key == Key::transliteration || key == Key::phonetic;
  if (by_sound) {
    candidate.window = question.shape.latin;
    candidate.form = form.shape.latin;
  } else {
    candidate.window = key == Key::exact ? question.window.plain : spaced(question.window.plain, question.window.looks);
    candidate.form = form.plain;
  }
  return candidate;
}

std::vector<TextCandidate> recall_text(std::string_view text, KeyStore& store) {
  std::vector<TextCandidate> candidates;
  std::vector<std::uint32_t> marks;
  const bool two_edits = store.two_edits();
  for (const Question& question : questions_of(text)) {
    marks.clear();
    for (const std::string& term : terms_of(question, two_edits)) store.look_up(term, marks);
    std::sort(marks.begin(), marks.end());
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    for (std::uint32_t number : marks) {
      const PackedMark& mark = store.mark(number);
      for (const Form& form : mark.forms) {
        if (const auto key = meet(question, form)) candidates.push_back(candidate_of(question, mark.mark, form, *key));
      }
    }
  }
  return candidates;
}

}  // namespace markhound::index
