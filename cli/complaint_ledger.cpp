#include "cli/complaint_ledger.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/complaint_print.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "evidence/complaint/standing.h"

namespace markhound::cli {
namespace {

namespace complaint = evidence::complaint;

struct LedgerOptions {
  std::string notice;
  std::string event;
  std::string on;
  std::string why;
  std::string reference;
  std::vector<std::string> findings;
  bool json = false;
};

/// The day of --on, today where it is left out. The future holds no outcomes.
Result<complaint::Day> day_told(const LedgerOptions& options, complaint::Day today) {
  if (options.on.empty()) return today;
  const auto day = complaint::day_from(options.on);
  if (!day) return Problem{Problem::Kind::bad_input, "--on " + options.on, "is no day", "write it as 2026-11-25"};
  if (*day > today)
    return Problem{Problem::Kind::bad_input, "--on " + options.on, "is in the future", "tell it when it happened"};
  return *day;
}

/// The finding of the notice that begins so.
Result<std::string> finding_named(const complaint::Notice& notice, const std::string& prefix) {
  std::set<std::string> found;
  for (const auto& target : notice.targets) {
    if (target.finding.starts_with(prefix)) found.insert(target.finding);
  }
  if (found.size() == 1 && prefix.size() >= 4) return *found.begin();
  return Problem{Problem::Kind::not_found, "finding " + prefix, "the notice has no such finding, or several",
                 "see `markhound complaint list --json`"};
}

Result<std::vector<complaint::Outcome>> outcomes_told(const complaint::Notice& notice, const LedgerOptions& options,
                                                      complaint::Day today) {
  const auto event = complaint::event_from(options.event);
  const auto day = day_told(options, today);
  if (!day) return day.problem();
  if (*event != complaint::Event::filed && *event != complaint::Event::accepted && options.why.empty())
    return Problem{Problem::Kind::bad_input, "--why", "is missing", "say what the platform or the seller wrote"};
  complaint::Outcome outcome{*event, "", *day, options.why, options.reference};
  if (options.findings.empty()) return std::vector{outcome};
  std::vector<complaint::Outcome> all;
  for (const std::string& prefix : options.findings) {
    const auto finding = finding_named(notice, prefix);
    if (!finding) return finding.problem();
    outcome.finding = *finding;
    all.push_back(outcome);
  }
  return all;
}

Result<int> tell_outcome(Roof& roof, const LedgerOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  const auto notices = desk->notices();
  if (!notices) return notices.problem();
  const auto number = complaint::notice_number(options.notice);
  const auto notice = std::find_if(notices->begin(), notices->end(),
                                   [&](const complaint::Notice& one) { return number && one.number == *number; });
  if (notice == notices->end())
    return Problem{Problem::Kind::not_found, options.notice, "no notice of this id", "`markhound complaint list`"};
  const auto outcomes = outcomes_told(*notice, options, complaint::day_of(roof.clock.now()));
  if (!outcomes) return outcomes.problem();
  for (const auto& outcome : *outcomes) {
    if (auto done = desk->tell(notice->number, outcome); !done) return done.problem();
  }
  return nothing_found;
}

Result<std::vector<complaint::Form>> forms_of(const Workspace& workspace, const std::vector<std::string>& names) {
  std::vector<complaint::Form> forms;
  for (const std::string& name : names) {
    auto form = complaint::load_form(name, workspace.rules_folder());
    if (!form) return form.problem();
    forms.push_back(std::move(*form));
  }
  return forms;
}

/// Calls `print` with the notices, the forms that they name, and today.
template <class Print>
Result<int> with_ledger(Roof& roof, const Print& print) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  const auto notices = desk->notices();
  if (!notices) return notices.problem();
  std::set<std::string> named;
  for (const auto& notice : *notices) named.insert(notice.platform);
  const auto forms = forms_of(*workspace, {named.begin(), named.end()});
  if (!forms) return forms.problem();
  return print(*notices, *forms, complaint::day_of(roof.clock.now()));
}

Result<int> list_notices(Roof& roof, const LedgerOptions& options) {
  return with_ledger(roof, [&](const auto& notices, const auto&, complaint::Day) -> int {
    for (const auto& notice : notices) {
      if (options.json)
        std::printf("%s\n", line_of(to_json(notice)).c_str());
      else
        std::fputs(describe(notice).c_str(), stdout);
    }
    return nothing_found;
  });
}

Result<int> list_due(Roof& roof, const LedgerOptions& options) {
  return with_ledger(roof, [&](const auto& notices, const auto& forms, complaint::Day today) -> int {
    std::vector<std::pair<complaint::Due, const complaint::Form*>> all;
    for (const auto& form : forms) {
      for (const auto& due : complaint::due_of(form, notices)) all.push_back({due, &form});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first.by < b.first.by; });
    for (const auto& [due, form] : all) {
      if (options.json)
        std::printf("%s\n", line_of(to_json(due, *form, today)).c_str());
      else
        std::fputs(describe(due, today).c_str(), stdout);
    }
    return all.empty() ? nothing_found : something_found;
  });
}

Result<int> show_acceptance(Roof& roof, const LedgerOptions& options) {
  return with_ledger(roof, [&](const auto& notices, const auto& forms, complaint::Day today) -> int {
    bool broken = false;
    for (const auto& form : forms) {
      for (const auto& state : complaint::threshold_states(form, notices, 0, today)) {
        broken = broken || state.broken;
        const char* verdict = !state.counts ? "too few to tell" : state.broken ? "BROKEN" : "kept";
        if (options.json)
          std::printf("%s\n", line_of(to_json(state, form)).c_str());
        else
          std::printf("%-13s %s: %s\n", form.platform.c_str(), complaint::describe(state).c_str(), verdict);
      }
    }
    return broken ? something_found : nothing_found;
  });
}

Result<int> list_forms(Roof& roof, const LedgerOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto forms = forms_of(*workspace, complaint::platforms());
  if (!forms) return forms.problem();
  for (const auto& form : *forms) {
    if (options.json) {
      std::printf("%s\n", line_of({{"platform", form.platform},
                                   {"version", form.version},
                                   {"name", {{"en", form.name.en}, {"zh", form.name.zh}}},
                                   {"where", form.where},
                                   {"claims", form.claims},
                                   {"most_listings", form.most_targets},
                                   {"sheets", form.sheets}})
                              .c_str());
      continue;
    }
    const std::string most = form.most_targets > 0 ? fmt::format("{} a notice", form.most_targets) : "no limit known";
    std::printf("%-13s %s  %-15s %s\n", form.platform.c_str(), form.version.c_str(), most.c_str(),
                form.name.en.c_str());
  }
  return nothing_found;
}

using Show = Result<int> (*)(Roof&, const LedgerOptions&);

void add_show(CLI::App& complaint, Roof& roof, const char* name, const char* help, Show show) {
  auto options = std::make_shared<LedgerOptions>();
  auto* command = complaint.add_subcommand(name, help);
  command->add_flag("--json", options->json, "One JSON object a line (docs/json.md)");
  command->footer(std::string("Example:\n  markhound complaint ") + name + " --json");
  command->callback([&roof, options, show] { roof.run([&] { return show(roof, *options); }); });
}

}  // namespace

void add_ledger_commands(CLI::App& complaint, Roof& roof) {
  auto options = std::make_shared<LedgerOptions>();
  auto* outcome =
      complaint.add_subcommand("outcome", "Tell what became of a notice: filed, accepted, refused, countered");
  outcome->add_option("NOTICE", options->notice, "Its id: n-0007")->required();
  outcome->add_option("EVENT", options->event, "filed, accepted, refused, countered or withdrawn")
      ->required()
      ->check(CLI::IsMember({"filed", "accepted", "refused", "countered", "withdrawn"}));
  outcome->add_option("--on", options->on, "Day, 2026-11-25; today where it is left out");
  outcome->add_option("--why", options->why, "What the platform or the seller wrote");
  outcome->add_option("--reference", options->reference, "The platform's case number");
  outcome->add_option("--finding", options->findings, "Only these listings of the notice; may be repeated");
  outcome->footer(
      "Example:\n  markhound complaint outcome n-0007 filed --on 2026-11-25 --reference 1234567\n"
      "  markhound complaint outcome n-0007 refused --finding 3fa9c2 --why 'no proof of the right'");
  outcome->callback([&roof, options] { roof.run([&] { return tell_outcome(roof, *options); }); });

  add_show(complaint, roof, "list", "A line a notice, with how its listings stand", list_notices);
  add_show(complaint, roof, "due", "Deadlines that run; exit code 1 where there are some", list_due);
  add_show(complaint, roof, "acceptance",
           "Shares accepted, against what platforms want; exit code 1 where one is broken", show_acceptance);
  add_show(complaint, roof, "forms", "The forms that there are, with the versions of their rules", list_forms);
}

}  // namespace markhound::cli
