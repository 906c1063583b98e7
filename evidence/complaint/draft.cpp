#include "evidence/complaint/draft.h"

#include <algorithm>

namespace markhound::evidence::complaint {
namespace {

/// What one notice may not mix.
struct Key {
  std::string right;
  std::string seller;
  std::string market;

  bool operator==(const Key&) const = default;
};

struct Group {
  Key key;
  std::vector<const Accused*> accused;
};

bool groups_by(const Form& form, const char* what) {
  return std::find(form.group.begin(), form.group.end(), what) != form.group.end();
}

std::string right_of(const Filing& filing, const Accused& accused, const std::string& market) {
  const auto registration = registration_for(filing, accused, market);
  const std::string office = registration ? registration->office : accused.mark.office;
  const std::string number = registration ? registration->number : accused.mark.number;
  return office + (office.empty() || number.empty() ? "" : " ") + number;
}

/// A page that names no seller is told apart by its site.
std::string seller_of(const Accused& accused) {
  const std::string& seller = accused.record.seen.seller;
  return seller.empty() ? host_of(accused.record.finding.listing) : seller;
}

Key key_of(const Filing& filing, const Accused& accused) {
  const std::string market = market_of(filing, accused);
  Key key{accused.mark.id + "\n" + right_of(filing, accused, market), "", ""};
  if (groups_by(filing.form, "seller")) key.seller = seller_of(accused);
  if (groups_by(filing.form, "market")) key.market = market;
  return key;
}

std::vector<Group> groups_of(const Filing& filing) {
  std::vector<Group> groups;
  for (const Accused& accused : filing.accused) {
    const Key key = key_of(filing, accused);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& other) { return other.key == key; });
    if (group == groups.end()) group = groups.insert(group, Group{key, {}});
    group->accused.push_back(&accused);
  }
  return groups;
}

std::size_t most_of(const Filing& filing) {
  const std::size_t form = filing.form.most_targets;
  const std::size_t chosen = filing.choices.most_targets;
  if (form == 0 || chosen == 0) return std::max(form, chosen);
  return std::min(form, chosen);
}

void fill(Draft& draft, const Filing& filing) {
  for (const Field& field : filing.form.fields) {
    if (!is_wanted(field, filing)) continue;
    draft.fields.push_back({&field, field.by_hand ? "" : value_of(field.from, filing, draft, field.most)});
  }
}

Draft draft_of(const Filing& filing, std::vector<const Accused*> accused, std::int64_t number) {
  const Accused& first = *accused.front();
  Draft draft;
  Notice& notice = draft.notice;
  notice.number = number;
  notice.platform = filing.form.platform;
  notice.form_version = filing.form.version;
  notice.claim = claim_of(filing);
  notice.mark = first.mark.id;
  notice.market = market_of(filing, first);
  notice.right = right_of(filing, first, notice.market);
  notice.seller = first.record.seen.seller;
  notice.drafted = filing.today;
  for (const Accused* one : accused) notice.targets.push_back({one->record.finding.id, one->record.finding.listing});
  draft.accused = std::move(accused);
  draft.registration = registration_for(filing, first, notice.market);
  draft.holder = holder_of(filing, first.mark);
  draft.filer = filer_of(filing, first.mark);
  fill(draft, filing);
  return draft;
}

}  // namespace

std::vector<Draft> draft_notices(const Filing& filing, std::int64_t first_number) {
  std::vector<Draft> drafts;
  const std::size_t most = most_of(filing);
  for (const Group& group : groups_of(filing)) {
    const std::size_t step = most == 0 ? group.accused.size() : most;
    for (std::size_t from = 0; from < group.accused.size(); from += step) {
      const auto begin = group.accused.begin() + static_cast<std::ptrdiff_t>(from);
      const auto end = group.accused.begin() + static_cast<std::ptrdiff_t>(std::min(from + step, group.accused.size()));
      drafts.push_back(draft_of(filing, {begin, end}, first_number + static_cast<std::int64_t>(drafts.size())));
    }
  }
  return drafts;
}

bool is_wanted(const Field& field, const Filing& filing) {
  if (field.when.option.empty()) return true;
  const std::string value = field.when.option == "claim"    ? claim_of(filing)
                            : field.when.option == "reason" ? filing.choices.reason
                                                            : std::string();
  return std::find(field.when.values.begin(), field.when.values.end(), value) != field.when.values.end();
}

std::string worded(const Text& text, Language language) {
  if (language == Language::en || text.zh.empty()) return text.en;
  if (language == Language::zh) return text.zh;
  return text.en + " · " + text.zh;
}

}  // namespace markhound::evidence::complaint
