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

/// A term and the window that asks for it.
struct Request {
  std::string term;
  std::uint32_t question;
};

/// The marks under the terms of each window. The terms of all windows are looked up in their order, as neighbours lie
/// in one block of the B-tree, and a term that several windows share is looked up once.
std::vector<std::vector<std::uint32_t>> marks_by_question(const std::vector<Question>& questions, KeyStore& store) {
  std::vector<Request> requests;
  for (std::uint32_t i = 0; i < questions.size(); ++i) {
    for (std::string& term : terms_of(questions[i], store.two_edits())) {
      if (store.may_hold(term)) requests.push_back({std::move(term), i});
    }
  }
  std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) { return a.term < b.term; });
  std::vector<std::vector<std::uint32_t>> marks(questions.size());
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (i == 0 || requests[i].term != requests[i - 1].term) {
      found.clear();
      store.look_up(requests[i].term, found);
    }
    auto& of_question = marks[requests[i].question];
    of_question.insert(of_question.end(), found.begin(), found.end());
  }
  for (auto& numbers : marks) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }
  return marks;
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
  if (key == Key::exact && question.window.words > 1 && form.plain.find(' ') == std::string::npos) {
    // "red bag" is hardly REDBAG, though "nord fjell" is NORDFJELL.
    candidate.distinctiveness = std::min(candidate.distinctiveness, distinctiveness(question.window.plain));
  }
  if (key == Key::exact && question.window.words == 1 && question.window.cut == Window::Cut::words) {
    // Common words joined are common no more: "newbalance".
    candidate.distinctiveness = std::max(candidate.distinctiveness, distinctiveness(question.window.plain));
  }
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
  const std::vector<Question> questions = questions_of(text);
  const std::vector<std::vector<std::uint32_t>> marks = marks_by_question(questions, store);
  std::vector<TextCandidate> candidates;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    for (std::uint32_t number : marks[i]) {
      const PackedMark& mark = store.mark(number);
      for (const Form& form : mark.forms) {
        if (const auto key = meet(questions[i], form)) {
          candidates.push_back(candidate_of(questions[i], mark.mark, form, *key));
        }
      }
    }
  }
  return candidates;
}

}  // namespace markhound::index
