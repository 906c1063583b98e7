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
