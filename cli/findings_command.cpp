// markhound findings [show | decide]: what scans found, and what the owner made of it.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "cli/csv.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "evidence/finding_json.h"

namespace markhound::cli {
namespace {

struct FindingsOptions {
  bool json = false;
  bool csv = false;
  std::string min_grade = "C";
  std::vector<std::string> ids;
  std::string id;  ///< of the one decided
  std::string decision;
  std::string why;
};

Decision decision_from(const std::string& verb) {
  return verb == "confirm" ? Decision::confirmed : verb == "dismiss" ? Decision::dismissed : Decision::authorised;
}

void print_findings(const std::vector<evidence::FindingRecord>& records, const FindingsOptions& options) {
  if (options.csv)
    std::fputs(csv_of(records).c_str(), stdout);
  else if (!options.json)
    std::fputs(table_of(records).c_str(), stdout);
  else
    for (const auto& record : records) std::printf("%s\n", evidence::to_json(record).c_str());
}

Result<std::vector<evidence::FindingRecord>> load(Roof& roof, const evidence::FindingFilter& filter) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  auto vault = workspace->open_vault();
  if (!vault) return vault.problem();
  return (*vault)->findings(filter);
}

Result<int> list_findings(Roof& roof, const FindingsOptions& options) {
  const auto records = load(roof, {*grade_from(options.min_grade), {}});
  if (!records) return records.problem();
  print_findings(*records, options);
  return records->empty() ? nothing_found : something_found;
}

Result<int> show_findings(Roof& roof, const FindingsOptions& options) {
  const auto records = load(roof, {Grade::none, options.ids});
  if (!records) return records.problem();
  for (const auto& record : *records) {
    if (options.json)
      std::printf("%s\n", evidence::to_json(record).c_str());
    else
      std::fputs(describe(record).c_str(), stdout);
  }
  return nothing_found;
}

Result<int> decide_findings(Roof& roof, const FindingsOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto vault = workspace->open_vault();
  if (!vault) return vault.problem();
  if (const auto done = (*vault)->decide(options.id, decision_from(options.decision), options.why); !done) {
    return done.problem();
  }
  return nothing_found;
}

}  // namespace

void add_findings_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<FindingsOptions>();
  auto* findings = app.add_subcommand("findings", "What scans found, the strongest first");
  findings->add_flag("--json", options->json, "One JSON object a line (docs/json.md)");
  findings->add_flag("--csv", options->csv, "CSV with a header, safe to open in a spreadsheet")->excludes("--json");
  findings->add_option("--min-grade", options->min_grade, "S, A, B, C, or none to see also what was let go, and why")
      ->check(CLI::IsMember({"S", "A", "B", "C", "none"}))
      ->capture_default_str();
  findings->require_subcommand(0, 1);
  findings->footer("Example:\n  markhound findings --min-grade B --csv > findings.csv");
  findings->callback([&roof, options, findings] {
    if (findings->get_subcommands().empty()) roof.run([&] { return list_findings(roof, *options); });
  });

  auto* show = findings->add_subcommand("show", "All that is known of a finding: why, and what speaks against it");
  show->add_option("ID", options->ids, "Identifiers, or their first four characters and more")->required();
  show->add_flag("--json", options->json, "One JSON object a line");
  show->footer("Example:\n  markhound findings show 3fa9c2");
  show->callback([&roof, options] { roof.run([&] { return show_findings(roof, *options); }); });

  auto* decide = findings->add_subcommand("decide", "Record what the owner decided, with the reason");
  decide->add_option("ID", options->id, "Identifier of the finding")->required();
  decide->add_option("DECISION", options->decision, "confirm, dismiss or authorise")
      ->required()
      ->check(CLI::IsMember({"confirm", "dismiss", "authorise"}));
  decide->add_option("--why", options->why, "The reason; it goes into the custody log")->required();
  decide->footer("Example:\n  markhound findings decide 3fa9c2 dismiss --why 'genuine goods, bought and checked'");
  decide->callback([&roof, options] { roof.run([&] { return decide_findings(roof, *options); }); });
}

}  // namespace markhound::cli
