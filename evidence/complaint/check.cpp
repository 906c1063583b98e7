#include "evidence/complaint/check.h"

#include <algorithm>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/remarks.h"
#include "evidence/complaint/standing.h"

namespace markhound::evidence::complaint {
namespace {

struct Mend {
  std::string_view from;
  const char* mend;
};

/// How a field's value is given, by the beginning of its name.
constexpr Mend mends[] = {
    {"second.",
     "add it to who files: `markhound rights add agent|holder … --second-name --second-email --second-phone`"},
    {"filer.person", "add it to who files: `markhound rights add agent|holder … --contact-name`"},
    {"filer.phone", "add it to who files: `markhound rights add agent|holder … --phone`"},
    {"filer.email", "add it to who files: `markhound rights add agent|holder … --email`"},
    {"filer.address", "add it to who files: `markhound rights add agent|holder … --address`"},
    {"filer.", "add who files: `markhound rights add holder|agent …`"},
    {"holder.", "add it to the holder: `markhound rights add holder …`"},
    {"role", "add who files: `markhound rights add holder …`"},
    {"right.valid_until", "add the certificate with its date: `markhound rights add certificate … --expires`"},
    {"right.goods", "add the goods to the mark: `markhound mark add … --goods`"},
    {"right.classes", "add the classes to the mark: `markhound mark add … --classes`"},
    {"right.", "complete the mark, or add its certificate: `markhound rights add certificate …`"},
    {"brand", "a figurative mark has no words: fill it in by hand"},
    {"samples", "--samples ADDRESS, or the holder's --website"},
    {"attachments", "add the papers: `markhound rights add certificate|identity|power …`"},
    {"reason", "--reason CODE; the form or the API lists the codes of its site"},
    {"work", "--work TEXT: a trademark is no copyright, so name the work and its owner"},
    {"patent", "--patent NUMBER"},
    {"countries", "--country CODE"},
    {"market", "--market CODE"},
    {"seller", "the page names no seller: fill it in by hand"},
    {"test_buys", "--test-buy ORDER"},
    {"places", "the finding has no sightings: fill it in by hand"},
};

const char* mend_of(const std::string& from) {
  for (const Mend& one : mends) {
    if (std::string_view(from).starts_with(one.from)) return one.mend;
  }
  return "fill it in by hand";
}

Remark field_remark(const Filing& filing, const Draft& draft, const Field& field, const char* kind, std::string says,
                    std::string mend) {
  const Source& source = filing.form.source(field.source);
  return {source.confirmed ? Severity::error : Severity::warning,
          filing.form.platform + "." + kind + "." + field.name,
          draft.notice.id(),
          "",
          std::move(says),
          std::move(mend),
          source,
          false};
}

void check_fields(const Filing& filing, const Draft& draft, std::vector<Remark>& all) {
  for (const FilledField& filled : draft.fields) {
    const Field& field = *filled.field;
    if (field.required && !field.by_hand && filled.value.empty()) {
      all.push_back(
          field_remark(filing, draft, field, "field", "the form wants: " + field.label.en, mend_of(field.from)));
    }
    const std::size_t length = form_length(filled.value);
    if (field.most > 0 && length > field.most) {
      all.push_back(field_remark(filing, draft, field, "length",
                                 field.label.en + " has " + std::to_string(length) + " characters, the form takes " +
                                     std::to_string(field.most),
                                 "shorten it"));
    }
  }
}

void check_acceptance(Remarks& remarks, const std::vector<Draft>& drafts) {
  const Filing& filing = remarks.filing();
  if (drafts.empty()) return;
  const int more = static_cast<int>(filing.accused.size());
  for (const ThresholdState& state : threshold_states(filing.form, filing.earlier, more, filing.today)) {
    if (!state.counts || state.spare >= 1) continue;
    const std::string what =
        state.broken ? describe(state) : "one refusal of this filing breaks it: " + describe(state);
    remarks.warn(drafts.front(), what + " (" + state.threshold->loses.en + ")",
                 "file only what is beyond doubt, and see `markhound complaint list`");
  }
}

bool same_thing(const Remark& a, const Remark& b) {
  return a.notice == b.notice && a.finding == b.finding && a.says == b.says;
}

/// Of several that say the same of the same, the most severe; then errors first.
std::vector<Remark> settled(std::vector<Remark> all) {
  std::stable_sort(all.begin(), all.end(), [](const Remark& a, const Remark& b) { return a.severity > b.severity; });
  std::vector<Remark> kept;
  for (Remark& remark : all) {
    const auto known = [&](const Remark& other) { return same_thing(remark, other); };
    if (std::none_of(kept.begin(), kept.end(), known)) kept.push_back(std::move(remark));
  }
  return kept;
}

}  // namespace

std::vector<Remark> check_filing(const Filing& filing, const std::vector<Draft>& drafts) {
  std::vector<Remark> all;
  for (const Check& check : filing.form.checks) {
    Remarks remarks(filing, check, all);
    if (check.check == "acceptance")
      check_acceptance(remarks, drafts);
    else
      check_findings(remarks) || check_rights(remarks, drafts) || check_papers(remarks, drafts);
  }
  for (const Draft& draft : drafts) check_fields(filing, draft, all);
  return settled(std::move(all));
}

bool has_errors(const std::vector<Remark>& remarks) {
  return std::any_of(remarks.begin(), remarks.end(), [](const Remark& one) { return one.severity == Severity::error; });
}

}  // namespace markhound::evidence::complaint
