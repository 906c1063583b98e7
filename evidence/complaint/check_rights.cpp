// Checks of the right that a notice rests on: is it there, in force, for that market, of the kind that the form takes.
#include <algorithm>
#include <cctype>
#include <map>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/remarks.h"

namespace markhound::evidence::complaint {
namespace {

const Mark& mark_of(const Draft& draft) { return draft.accused.front()->mark; }

std::string named(const Draft& draft) { return visible(draft.notice.mark); }

bool is_copyright(const Draft& draft) { return draft.notice.claim == "copyright"; }

bool concerns(const Check& check, const std::string& office) {
  return check.offices.empty() || std::find(check.offices.begin(), check.offices.end(), office) != check.offices.end();
}

std::string known_offices(const Filing& filing, const Mark& mark) {
  std::string known = mark.office;
  for (const Document& document : filing.rights.documents) {
    if (document.kind == Document::Kind::certificate && document.mark == mark.id && document.office != mark.office)
      known += (known.empty() ? "" : ", ") + document.office;
  }
  return known.empty() ? "none" : visible(known);
}

void territory(Remarks& remarks, const Draft& draft) {
  const Filing& filing = remarks.filing();
  const std::string market = visible(draft.notice.market);
  if (is_copyright(draft) || market.empty()) return;
  if (!draft.registration) {
    remarks.about(draft,
                  "no registration of " + named(draft) + " covers " + market +
                      " (registered at: " + known_offices(filing, mark_of(draft)) + ")",
                  "add the certificate for that market: `markhound rights add certificate --mark " + named(draft) +
                      " --office …`");
  } else if (filing.covers(draft.registration->office, draft.notice.market) == Cover::unknown) {
    remarks.warn(
        draft,
        "whether the registration (" + visible(draft.registration->office) + ") covers " + market + " cannot be told",
        "see its designations");
  }
}

void market_known(Remarks& remarks, const Draft& draft) {
  if (!draft.notice.market.empty() || is_copyright(draft)) return;
  remarks.about(draft, "the market of the listings is not known", "--market CODE, the country that they are sold to");
}

void registration_number(Remarks& remarks, const Draft& draft) {
  if (is_copyright(draft)) return;
  if (draft.registration && !draft.registration->number.empty()) return;
  const std::string where = draft.notice.market.empty() ? "" : " for " + visible(draft.notice.market);
  remarks.about(draft, "there is no registration number of " + named(draft) + where,
                "`markhound mark add … --office --number`, or `markhound rights add certificate … --number`");
}

void right_live(Remarks& remarks, const Draft& draft) {
  if (is_copyright(draft) || !draft.registration || draft.registration->live) return;
  const Mark& mark = mark_of(draft);
  remarks.about(draft, "the right of " + named(draft) + " is " + to_string(mark.status),
                mark.status == Mark::Status::pending ? "wait for the registration; an application gives no right yet"
                                                     : "rest on a right that is in force");
}

void certificate_expiry(Remarks& remarks, const Draft& draft) {
  if (is_copyright(draft) || !draft.registration || !draft.registration->certificate) return;
  const Document& certificate = *draft.registration->certificate;
  const Validity validity = validity_of(certificate, remarks.filing().today);
  const std::string says =
      "the registration of " + named(draft) + " " + describe_validity(certificate, remarks.filing().today);
  const std::string mend = "renew it, and add the new certificate: `markhound rights add certificate …`";
  if (validity == Validity::expired) remarks.about(draft, says, mend);
  if (validity == Validity::near) remarks.warn(draft, says, mend);
}

void registration_office(Remarks& remarks, const Draft& draft) {
  if (!draft.registration || concerns(remarks.rule(), draft.registration->office)) return;
  std::string wanted;
  for (const std::string& office : remarks.rule().offices) wanted += (wanted.empty() ? "" : ", ") + office;
  remarks.about(draft, "the form takes registrations of " + wanted + ", not of " + visible(draft.registration->office),
                "add a certificate of that office: `markhound rights add certificate …`");
}

void number_digits(Remarks& remarks, const Draft& draft) {
  if (!draft.registration || draft.registration->number.empty()) return;
  if (!concerns(remarks.rule(), draft.registration->office)) return;
  const std::string& number = draft.registration->number;
  const auto digits = static_cast<std::size_t>(
      std::count_if(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c) != 0; }));
  if (digits == remarks.rule().digits) return;
  remarks.about(draft,
                "the registration number " + visible(number) + " has " + std::to_string(digits) + " digits, not " +
                    std::to_string(remarks.rule().digits),
                "give the registration number, not that of the application");
}

void principal_register(Remarks& remarks, const Draft& draft) {
  if (!draft.registration || !draft.registration->certificate) return;
  if (!concerns(remarks.rule(), draft.registration->office)) return;
  if (draft.registration->certificate->on_register != "supplemental") return;
  remarks.about(draft, "the registration of " + named(draft) + " is on the Supplemental Register",
                "rest on a registration on the Principal Register");
}

}  // namespace

bool check_rights(Remarks& remarks, const std::vector<Draft>& drafts) {
  using Run = void (*)(Remarks&, const Draft&);
  static const std::map<std::string, Run> runs = {
      {"territory", territory},
      {"market_known", market_known},
      {"registration_number", registration_number},
      {"right_live", right_live},
      {"certificate_expiry", certificate_expiry},
      {"registration_office", registration_office},
      {"number_digits", number_digits},
      {"principal_register", principal_register},
  };
  const auto run = runs.find(remarks.rule().check);
  if (run == runs.end()) return false;
  for (const Draft& draft : drafts) run->second(remarks, draft);
  return true;
}

}  // namespace markhound::evidence::complaint
