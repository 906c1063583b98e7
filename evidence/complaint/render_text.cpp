#include <algorithm>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/write.h"

namespace markhound::evidence::complaint {
namespace {

std::string in(Language language, const char* en, const char* zh, const char* between) {
  if (language == Language::en) return en;
  if (language == Language::zh) return zh;
  return std::string(en) + between + zh;
}

/// "NORDFJELL | US 5551234 | seller | US | 2 listings"
std::string facts_of(const Draft& draft, Language language) {
  const Notice& notice = draft.notice;
  const Mark& mark = draft.accused.front()->mark;
  std::string text = visible(mark.name.empty() ? mark.id : mark.name);
  for (const std::string& fact : {notice.right, notice.seller, notice.market}) {
    if (!fact.empty()) text.append(" | ").append(visible(fact));
  }
  const std::string count = std::to_string(notice.targets.size());
  return text.append(" | ").append(
      worded({count + (count == "1" ? " listing" : " listings"), count + " 条链接"}, language));
}

std::string heading(const Filing& filing, const Draft& draft) {
  const Language language = filing.choices.labels;
  std::string text = worded(filing.form.name, language) + "\n";
  text += in(language, "Draft", "草稿", " · ") + " " + draft.notice.id() + ", " + to_text(draft.notice.drafted) + "\n";
  text += facts_of(draft, language) + "\n" + filing.form.where + "\n";
  text += in(language, "Nothing was sent. Read each value, correct it, and swear only to what you know. * is required.",
             "本程序不会提交任何内容。请逐项核对、更正，只对您确知的内容作出声明。* 为必填项。", "\n") +
          "\n";
  for (const Note& note : filing.form.notes)
    text += in(language, note.text.en.c_str(), note.text.zh.c_str(), "\n") + "\n";
  return text;
}

std::string open_points(const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks) {
  const auto about = remarks_about(draft, remarks);
  if (about.empty()) return {};
  std::string text("\n");
  text.append(in(filing.choices.labels, "Open points", "待处理事项", " · ")).append(":\n");
  for (const Remark& remark : about) {
    text.append("- ").append(to_string(remark.severity)).append(": ").append(remark.says);
    if (!remark.finding.empty()) text.append(" [").append(remark.finding).append("]");
    text.append(" (").append(remark.rule).append(")\n");
  }
  return text;
}

std::string by_hand(const Filing& filing, const Draft& draft, const Field& field) {
  const std::string who = draft.filer ? visible(draft.filer->contact.name) : std::string();
  const std::string person = field.from == "signature" && !who.empty() ? ": " + who : "";
  return std::string("[")
      .append(in(filing.choices.labels, "you fill this in", "由您本人填写", " · "))
      .append(person)
      .append("]");
}

std::string shown_value(const Filing& filing, const Draft& draft, const FilledField& filled) {
  if (filled.field->by_hand) return by_hand(filing, draft, *filled.field);
  if (!filled.value.empty()) return filled.value;
  return filled.field->required ? in(filing.choices.labels, "[missing]", "[缺失]", " · ")
                                : in(filing.choices.labels, "[empty]", "[空]", " · ");
}

}  // namespace

std::vector<Remark> remarks_about(const Draft& draft, const std::vector<Remark>& remarks) {
  std::vector<Remark> about;
  for (const Remark& remark : remarks) {
    const auto same = [&](const NoticeTarget& target) { return target.finding == remark.finding; };
    const auto& targets = draft.notice.targets;
    if (remark.notice == draft.notice.id() || std::any_of(targets.begin(), targets.end(), same))
      about.push_back(remark);
  }
  return about;
}

std::string text_of(const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks) {
  const Language language = filing.choices.labels;
  std::string text = heading(filing, draft) + open_points(filing, draft, remarks);
  int number = 0;
  for (const FilledField& filled : draft.fields) {
    const Field& field = *filled.field;
    text.append("\n== ").append(std::to_string(++number)).append(". ").append(worded(field.label, language));
    text.append(field.required ? " *\n" : "\n");
    if (!field.hint.en.empty()) text.append("(").append(worded(field.hint, language)).append(")\n");
    text.append(shown_value(filing, draft, filled)).append("\n");
  }
  return text;
}

}  // namespace markhound::evidence::complaint
