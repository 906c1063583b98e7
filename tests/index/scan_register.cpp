#include "tests/index/scan_register.h"

#include "index/recall.h"

namespace markhound::index {
namespace {

Problem not_found(const std::string& id) { return {Problem::Kind::not_found, id, "no such mark", ""}; }

}  // namespace

Result<void> ScanRegister::put(const Mark& mark, const std::vector<EnrolledLogo>&) {
  marks_[mark.id] = {mark, forms_of(mark)};
  return {};
}

Result<Change> ScanRegister::update(const Mark& mark, const std::vector<EnrolledLogo>& logos, const Keeps& keeps) {
  const auto found = marks_.find(mark.id);
  if (found == marks_.end()) {
    if (const auto done = put(mark, logos); !done) return done.problem();
    return Change::added;
  }
  const auto next = merged(found->second.mark, mark, keeps);
  if (!next) return Change::older;
  if (*next == found->second.mark) return Change::same;
  if (const auto done = put(*next, logos); !done) return done.problem();
  return Change::changed;
}

Result<void> ScanRegister::put_note(const std::string& key, const std::string& text) {
  notes_[key] = text;
  return {};
}

Result<std::string> ScanRegister::note(const std::string& key) const {
  const auto found = notes_.find(key);
  return found == notes_.end() ? std::string() : found->second;
}

Result<void> ScanRegister::remove(const std::string& id) {
  return marks_.erase(id) > 0 ? Result<void>() : Result<void>(not_found(id));
}

Result<Mark> ScanRegister::find(const std::string& id) const {
  const auto found = marks_.find(id);
  if (found == marks_.end()) return not_found(id);
  return found->second.mark;
}

Result<void> ScanRegister::each(const std::function<void(const Mark&)>& visit) const {
  for (const auto& [id, entry] : marks_) visit(entry.mark);
  return {};
}

Result<std::vector<TextCandidate>> ScanRegister::recall(std::string_view text) const {
  std::vector<TextCandidate> candidates;
  for (const Question& question : questions_of(text)) {
    for (const auto& [id, entry] : marks_) {
      for (const Form& form : entry.forms) {
        if (const auto key = meet(question, form)) candidates.push_back(candidate_of(question, id, form, *key));
      }
    }
  }
  return candidates;
}

}  // namespace markhound::index
