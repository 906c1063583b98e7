#include "cli/complaint_filing.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "matcher/listing/goods.h"
#include "matcher/listing/territory.h"

namespace markhound::cli {
namespace {

namespace complaint = evidence::complaint;

complaint::Goods goods_of(const std::set<int>& offered, const Mark& mark) {
  switch (matcher::relate(offered, mark.classes)) {
    case matcher::GoodsRelation::same: return complaint::Goods::same;
    case matcher::GoodsRelation::related: return complaint::Goods::related;
    case matcher::GoodsRelation::unlike: return complaint::Goods::unlike;
    case matcher::GoodsRelation::unknown: break;
  }
  return complaint::Goods::unknown;
}

complaint::Cover cover_of(const std::string& office, const std::string& market) {
  switch (matcher::covers(office, market)) {
    case matcher::Cover::covered: return complaint::Cover::covered;
    case matcher::Cover::outside: return complaint::Cover::outside;
    case matcher::Cover::unknown: break;
  }
  return complaint::Cover::unknown;
}

Result<complaint::Accused> accused_of(const index::Register& marks, evidence::FindingRecord record) {
  auto mark = marks.find(record.finding.mark);
  if (!mark) return mark.problem();
  const std::set<int> offered = matcher::classes_of(record.seen);
  complaint::Accused accused;
  accused.goods = goods_of(offered, *mark);
  accused.offered.assign(offered.begin(), offered.end());
  accused.mark = std::move(*mark);
  accused.record = std::move(record);
  return accused;
}

/// Confirmed, on this platform, and in no notice there yet.
bool is_ready(const complaint::Filing& filing, const evidence::FindingRecord& record) {
  if (record.decision != Decision::confirmed) return false;
  if (!complaint::address_fault(filing.form.target, record.finding.listing).empty()) return false;
  return std::none_of(filing.earlier.begin(), filing.earlier.end(), [&](const complaint::Notice& notice) {
    return notice.platform == filing.form.platform &&
           std::any_of(notice.targets.begin(), notice.targets.end(),
                       [&](const complaint::NoticeTarget& target) { return target.finding == record.finding.id; });
  });
}

Result<std::vector<evidence::FindingRecord>> records_of(const Workspace& workspace, const complaint::Filing& filing,
                                                        const ComplaintOptions& options) {
  auto vault = workspace.open_vault_to_read();
  if (!vault) return vault.problem();
  auto records = (*vault)->findings({Grade::none, options.ids});
  if (!records || !options.confirmed) return records;
  std::erase_if(*records, [&](const auto& record) { return !is_ready(filing, record); });
  if (!records->empty()) return records;
  return Problem{Problem::Kind::not_found, options.platform, "no confirmed finding there waits for a notice",
                 "decide on findings with `markhound findings decide`"};
}

/// "ID=ORDER" for one finding, "ORDER" for all.
Result<void> read_test_buys(const ComplaintOptions& options, complaint::Filing& filing) {
  for (const std::string& told : options.test_buys) {
    const auto equals = told.find('=');
    if (equals == std::string::npos) {
      filing.choices.test_buys[""] = told;
      continue;
    }
    const std::string prefix = told.substr(0, equals);
    const auto begins = [&](const complaint::Accused& one) { return one.record.finding.id.starts_with(prefix); };
    const auto found = std::find_if(filing.accused.begin(), filing.accused.end(), begins);
    if (prefix.size() < 4 || found == filing.accused.end())
      return Problem{Problem::Kind::not_found, "--test-buy " + told, "names no finding of this filing", "ID=ORDER"};
    filing.choices.test_buys[found->record.finding.id] = told.substr(equals + 1);
  }
  return {};
}

Result<void> read_answers(const ComplaintOptions& options, complaint::Choices& choices) {
  for (const std::string& told : options.answers) {
    const auto equals = told.find('=');
    if (equals == std::string::npos || equals + 1 == told.size())
      return Problem{Problem::Kind::bad_input, "--answer " + told, "has no answer", "DEFENCE=why it does not hold"};
    choices.answers[told.substr(0, equals)] = told.substr(equals + 1);
  }
  return {};
}

Result<void> check_choices(const complaint::Filing& filing) {
  const auto& claims = filing.form.claims;
  if (!filing.choices.claim.empty() && std::find(claims.begin(), claims.end(), filing.choices.claim) == claims.end()) {
    std::string takes;
    for (const std::string& claim : claims) takes.append(takes.empty() ? "" : ", ").append(claim);
    return Problem{Problem::Kind::bad_input, "--claim " + filing.choices.claim,
                   "the form of " + filing.form.platform + " does not take it", "it takes: " + takes};
  }
  for (const std::string& id : {filing.choices.holder, filing.choices.agent}) {
    if (!id.empty() && !filing.rights.party(id))
      return Problem{Problem::Kind::not_found, id, "no rights holder or agent of this id", "`markhound rights list`"};
  }
  return {};
}

complaint::Language language_from(const std::string& name) {
  return name == "en" ? complaint::Language::en : name == "zh" ? complaint::Language::zh : complaint::Language::both;
}

}  // namespace

void add_filing_options(CLI::App& command, ComplaintOptions& options) {
  auto& choices = options.choices;
  auto* ids = command.add_option("ID", options.ids, "Identifiers of findings, or their first four characters and more");
  command
      .add_flag("--confirmed", options.confirmed, "All confirmed findings on the platform that are in no notice yet")
      ->excludes(ids);
  command.add_option("-p,--platform", options.platform, "The form: see `complaint forms`")
      ->required()
      ->check(CLI::IsMember(complaint::platforms()));
  command.add_option("--claim", choices.claim, "trademark (the usual), counterfeit or copyright")
      ->check(CLI::IsMember({"trademark", "counterfeit", "copyright"}));
  command.add_option("--market", choices.market, "Country that the listings are sold to, ISO 3166: US, DE");
  command.add_option("--holder", choices.holder, "Rights holder (rights list); told by the mark where it is left out");
  auto* agent = command.add_option("--agent", choices.agent, "Who files for the holder; his only agent where left out");
  command.add_flag("--as-owner", choices.as_owner, "The holder files, although there is an agent")->excludes(agent);
  command.add_option("--test-buy", options.test_buys, "Order number, [ID=]ORDER; may be repeated");
  command.add_option("--answer", options.answers, "DEFENCE=why it does not hold; may be repeated");
  command.add_option("--message", choices.message, "Explanation in your own words, instead of the program's");
  command.add_option("--reason", choices.reason, "Reason code of the platform (eBay)");
  command.add_option("--work", choices.work, "The copyrighted work (dmca)");
  command.add_option("--samples", choices.samples, "Address of own genuine goods");
  command.add_option("--patent", choices.patent, "Patent number (eBay, reason 9048)");
  command.add_option("--country", choices.countries, "Country of unlawful import (eBay, reason 9037); may be repeated");
  command.add_option("--targets", choices.most_targets, "Fewer listings a notice than the form takes")
      ->check(CLI::Range(1, 100000));
  command
      .add_option("--lang", options.language, "en, zh or both; left out: labels in both, words in the form's language")
      ->check(CLI::IsMember({"en", "zh", "both"}));
}

Result<complaint::Filing> filing_of(const Workspace& workspace, complaint::Desk& desk, const ComplaintOptions& options,
                                    Clock& clock) {
  if (options.ids.empty() && !options.confirmed)
    return Problem{Problem::Kind::bad_input, "complaint", "no finding is named", "name their IDs, or --confirmed"};
  complaint::Filing filing;
  auto form = complaint::load_form(options.platform, workspace.rules_folder());
  if (!form) return form.problem();
  filing.form = std::move(*form);
  auto rights = desk.rights();
  if (!rights) return rights.problem();
  filing.rights = std::move(*rights);
  auto earlier = desk.notices();
  if (!earlier) return earlier.problem();
  filing.earlier = std::move(*earlier);
  filing.choices = options.choices;
  filing.choices.labels = language_from(options.language);
  if (!options.language.empty()) filing.choices.words = filing.choices.labels;
  filing.today = complaint::day_of(clock.now());
  filing.covers = cover_of;
  auto records = records_of(workspace, filing, options);
  if (!records) return records.problem();
  const auto marks = workspace.open_register();
  if (!marks) return marks.problem();
  for (auto& record : *records) {
    auto accused = accused_of(**marks, std::move(record));
    if (!accused) return accused.problem();
    filing.accused.push_back(std::move(*accused));
  }
  if (auto done = check_choices(filing); !done) return done.problem();
  if (auto done = read_answers(options, filing.choices); !done) return done.problem();
  if (auto done = read_test_buys(options, filing); !done) return done.problem();
  return filing;
}

}  // namespace markhound::cli
