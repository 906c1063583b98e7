#include "cli/page_pictures.h"

namespace markhound::cli {
namespace {

/// What was kept already comes from the vault; the rest is fetched as the target's pages are, and kept.
class VaultSupply : public crawler::PageSupply {
 public:
  VaultSupply(const PhotographedPage& page, crawler::Source& source, evidence::Vault& vault)
      : page_(page), source_(source), vault_(vault), ids_(page.known) {}

  std::future<Result<Capture>> fetch(const std::string& url) override {
    const auto known = ids_.find(url);
    if (known == ids_.end()) return source_.fetch(url);
    std::promise<Result<Capture>> promise;
    promise.set_value(vault_.capture(known->second));
    return promise.get_future();
  }

  Result<std::string> keep(const Capture& capture) override {
    if (const auto known = ids_.find(capture.asked); known != ids_.end()) return known->second;
    Capture named = capture;
    named.source = page_.target;
    auto id = vault_.keep(named);
    if (id) {
      ids_[capture.asked] = *id;
    } else {
      vault_problem_ = id.problem();
    }
    return id;
  }

  const std::optional<Problem>& vault_problem() const { return vault_problem_; }

 private:
  const PhotographedPage& page_;
  crawler::Source& source_;
  evidence::Vault& vault_;
  std::map<std::string, std::string> ids_;
  std::optional<Problem> vault_problem_;
};

}  // namespace

PagePictures photograph(crawler::Photographer& photographer, const PhotographedPage& page, crawler::Source& source,
                        evidence::Vault& vault) {
  VaultSupply supply(page, source, vault);
  PagePictures pictures;
  const auto taken = photographer.take(page.capture, page.id, supply);
  pictures.vault_problem = supply.vault_problem();
  if (!taken) {
    pictures.problem = taken.problem();
    return pictures;
  }
  for (const Capture& capture : *taken) {
    auto id = vault.keep(capture);
    if (!id) {
      pictures.vault_problem = id.problem();
      return pictures;
    }
    pictures.captures.push_back(std::move(*id));
  }
  return pictures;
}

}  // namespace markhound::cli
