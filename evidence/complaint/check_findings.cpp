// Checks of single findings: what was decided of them, what speaks for the seller, how they are addressed.
#include <algorithm>
#include <map>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/remarks.h"

namespace markhound::evidence::complaint {
namespace {

std::string short_id(const Accused& accused) { return accused.record.finding.id; }

void decision(Remarks& remarks, const Accused& accused) {
  if (accused.record.decision != Decision::open) return;
  remarks.about(accused, "nobody decided on this finding",
                "look at it, then `markhound findings decide " + short_id(accused) + " confirm --why …`");
}

void let_go(Remarks& remarks, const Accused& accused) {
  const Decision decision = accused.record.decision;
  if (decision != Decision::dismissed && decision != Decision::authorised) return;
  const std::string why = accused.record.why.empty() ? "" : ": " + visible(accused.record.why);
  remarks.about(accused, std::string("this finding was ") + to_string(decision) + why,
                "leave it out, or decide anew with `markhound findings decide`");
  remarks.make_final();
}

void defence(Remarks& remarks, const Accused& accused) {
  for (const Defence& one : accused.record.finding.defences) {
    if (!one.found || remarks.filing().choices.answers.contains(one.name)) continue;
    remarks.about(accused,
                  "a defence was found and is not answered: " + visible(one.name) + " (" + visible(one.reason) + ")",
                  "leave the listing out, or say why it does not hold: --answer \"" + visible(one.name) + "=…\"");
  }
}

void classes(Remarks& remarks, const Accused& accused) {
  std::string offered;
  for (int one : accused.offered) offered += (offered.empty() ? "" : ", ") + std::to_string(one);
  if (accused.goods == Goods::unlike) {
    remarks.about(accused, "the goods (class " + offered + ") are not those of the registration",
                  "rest on a registration for that class, or leave the listing out");
  }
  if (accused.goods == Goods::related) {
    remarks.warn(accused, "the goods (class " + offered + ") are only close to those of the registration",
                 "say in --message why they are similar");
  }
}

void listing_address(Remarks& remarks, const Accused& accused) {
  const TargetRule& rule = remarks.filing().form.target;
  const std::string& address = accused.record.finding.listing;
  const std::string fault = address_fault(rule, address);
  if (!fault.empty()) {
    remarks.about(accused, pasteable_address(address) + " " + fault,
                  "complain where the listing is, and of the listing itself");
  } else if (rule.id && target_id(rule, address, accused.record.seen.id).empty()) {
    remarks.about(accused, pasteable_address(address) + " has no " + rule.name.en,
                  "scan the address of the listing itself, and decide on that finding");
  }
}

void test_buy(Remarks& remarks, const Accused& accused) {
  const Filing& filing = remarks.filing();
  if (claim_of(filing) != "counterfeit") return;
  const auto& orders = filing.choices.test_buys;
  if (orders.contains(accused.record.finding.id) || orders.contains("")) return;
  remarks.about(accused, "counterfeit is claimed without a test buy",
                "buy one and give its order number: --test-buy ORDER, or claim --claim trademark");
}

bool is_open(const Standing& standing) {
  return !standing.last || *standing.last == Event::filed || *standing.last == Event::countered;
}

void already_filed(Remarks& remarks, const Accused& accused) {
  const std::string& id = accused.record.finding.id;
  for (const Notice& notice : remarks.filing().earlier) {
    if (notice.platform != remarks.filing().form.platform) continue;
    const auto same = [&](const NoticeTarget& target) { return target.finding == id; };
    if (std::none_of(notice.targets.begin(), notice.targets.end(), same) || !is_open(standing_of(notice, id))) continue;
    remarks.warn(accused, "notice " + notice.id() + " of " + to_text(notice.drafted) + " is about the same listing",
                 "wait for it, or tell how it ended: `markhound complaint outcome " + notice.id() + " …`");
  }
}

}  // namespace

bool check_findings(Remarks& remarks) {
  using Run = void (*)(Remarks&, const Accused&);
  static const std::map<std::string, Run> runs = {{"decision", decision},
                                                  {"let_go", let_go},
                                                  {"defence", defence},
                                                  {"classes", classes},
                                                  {"test_buy", test_buy},
                                                  {"listing_address", listing_address},
                                                  {"already_filed", already_filed}};
  const auto run = runs.find(remarks.rule().check);
  if (run == runs.end()) return false;
  for (const Accused& accused : remarks.filing().accused) run->second(remarks, accused);
  return true;
}

}  // namespace markhound::evidence::complaint
