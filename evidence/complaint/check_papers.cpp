// Checks of who complains, and of the papers that show it.
#include <map>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/remarks.h"

namespace markhound::evidence::complaint {
namespace {

void holder(Remarks& remarks, const Draft& draft) {
  if (draft.holder) return;
  remarks.about(draft, "the rights holder of " + visible(draft.notice.mark) + " is not known",
                "`markhound rights add holder --name … --mark " + visible(draft.notice.mark) + "`");
}

void certificate(Remarks& remarks, const Draft& draft) {
  if (!draft.registration || draft.registration->certificate) return;
  remarks.about(draft, "no certificate is kept for " + visible(draft.notice.right),
                "`markhound rights add certificate --mark " + visible(draft.notice.mark) + " --office … --file …`");
}

void identity(Remarks& remarks, const Draft& draft) {
  if (!draft.holder) return;
  const Document* paper =
      paper_of(remarks.filing(), Document::Kind::identity, *draft.holder, nullptr, draft.notice.market);
  const std::string mend = "`markhound rights add identity --holder " + visible(draft.holder->id) + " --file …`";
  if (!paper) {
    remarks.about(draft, "no identity or business licence of " + visible(draft.holder->name) + " is kept", mend);
  } else if (validity_of(*paper, remarks.filing().today) == Validity::expired) {
    remarks.about(draft, "the identity or licence " + describe_validity(*paper, remarks.filing().today), mend);
  }
}

void power_of_attorney(Remarks& remarks, const Draft& draft) {
  if (!draft.holder || !draft.filer || draft.filer == draft.holder) return;
  const Filing& filing = remarks.filing();
  const Document* paper =
      paper_of(filing, Document::Kind::power_of_attorney, *draft.holder, draft.filer, draft.notice.market);
  const std::string mend = "`markhound rights add power --holder " + visible(draft.holder->id) + " --agent " +
                           visible(draft.filer->id) + " --file …`, or file with --as-owner";
  const std::string given = "power of attorney given to " + visible(draft.filer->name);
  if (!paper) {
    const std::string market = draft.notice.market.empty() ? "" : " for " + visible(draft.notice.market);
    remarks.about(draft, "no " + given + market + " is kept", mend);
    return;
  }
  const Validity validity = validity_of(*paper, filing.today);
  const std::string says = "the " + given + " " + describe_validity(*paper, filing.today);
  if (validity == Validity::expired) remarks.about(draft, says, mend);
  if (validity == Validity::near) remarks.warn(draft, says, mend);
}

}  // namespace

bool check_papers(Remarks& remarks, const std::vector<Draft>& drafts) {
  using Run = void (*)(Remarks&, const Draft&);
  static const std::map<std::string, Run> runs = {{"holder", holder},
                                                  {"certificate", certificate},
                                                  {"identity", identity},
                                                  {"power_of_attorney", power_of_attorney}};
  const auto run = runs.find(remarks.rule().check);
  if (run == runs.end()) return false;
  for (const Draft& draft : drafts) run->second(remarks, draft);
  return true;
}

}  // namespace markhound::evidence::complaint
