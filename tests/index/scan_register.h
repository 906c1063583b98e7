// The oracle of recall: every window of a text is held against every form of every mark, by meet() alone.
#pragma once

#include <map>

#include "index/form.h"
#include "index/register.h"

namespace markhound::index {

class ScanRegister final : public Register {
 public:
  Result<void> put(const Mark& mark, const std::vector<EnrolledLogo>& logos) override;
  Result<Change> update(const Mark& mark, const std::vector<EnrolledLogo>& logos, const Keeps& keeps) override;
  Result<void> put_note(const std::string& key, const std::string& text) override;
  Result<std::string> note(const std::string& key) const override;
  Result<void> remove(const std::string& id) override;
  Result<Mark> find(const std::string& id) const override;
  Result<void> each(const std::function<void(const Mark&)>& visit) const override;
  Result<std::size_t> size() const override { return marks_.size(); }
  Result<void> commit() override { return {}; }
  Result<std::vector<TextCandidate>> recall(std::string_view text) const override;
  Result<std::vector<LogoCandidate>> recall(const Signature&) const override { return std::vector<LogoCandidate>(); }

 private:
  struct Entry {
    Mark mark;
    std::vector<Form> forms;
  };
  std::map<std::string, Entry> marks_;
  std::map<std::string, std::string> notes_;
};

}  // namespace markhound::index
