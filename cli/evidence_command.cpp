// markhound evidence export | verify: packages that a stranger can check.
#include <cstdio>
#include <set>

#include <CLI/CLI.hpp>

#include "cli/environment.h"
#include "cli/progress.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "cli/timestampers.h"
#include "evidence/package.h"

namespace markhound::cli {
namespace {

struct EvidenceOptions {
  std::vector<std::string> ids;
  std::string output;
  std::string package;
};

/// The marks that the findings name, with the bytes of their pictures.
Result<std::vector<evidence::MarkExhibit>> exhibits_of(const Workspace& workspace,
                                                       const std::vector<evidence::FindingRecord>& records) {
  const auto marks = workspace.open_register();
  if (!marks) return marks.problem();
  std::set<std::string> ids;
  for (const auto& record : records) ids.insert(record.finding.mark);
  std::vector<evidence::MarkExhibit> exhibits;
  for (const std::string& id : ids) {
    auto mark = (*marks)->find(id);
    if (!mark) return mark.problem();
    evidence::MarkExhibit exhibit{std::move(*mark), {}};
    for (const LogoImage& logo : exhibit.mark.logos) {
      auto bytes = workspace.logo(logo.digest);
      if (!bytes) return bytes.problem();
      exhibit.logos[logo.digest] = std::move(*bytes);
    }
    exhibits.push_back(std::move(exhibit));
  }
  return exhibits;
}

Result<int> export_evidence(Roof& roof, const EvidenceOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto vault = workspace->open_vault();
  if (!vault) return vault.problem();
  auto records = (*vault)->findings({Grade::none, options.ids});
  if (!records) return records.problem();
  auto marks = exhibits_of(*workspace, *records);
  if (!marks) return marks.problem();
  TimestampersInOrder timestampers(workspace->settings().tsa);
  evidence::PackageRequest request;
  request.findings = std::move(*records);
  request.marks = std::move(*marks);
  request.output = options.output;
  request.key_folder = workspace->key_folder();
  request.operator_name = workspace->settings().operator_name;
  request.software = software;
  request.environment = environment_record(*workspace);
  request.timestamper = timestampers.empty() ? nullptr : &timestampers;
  Progress progress;
  request.on_problem = [&](const Problem& problem) { progress.report(problem); };
  if (const auto done = evidence::export_package(**vault, request, roof.clock); !done) return done.problem();
  std::printf("%s\n", options.output.c_str());
  return nothing_found;
}

Result<int> verify_evidence(const EvidenceOptions& options) {
  const auto verdict = evidence::verify_package(options.package);
  if (!verdict) return verdict.problem();
  for (const std::string& line : verdict->confirmed) std::printf("holds   %s\n", inert(line).c_str());
  for (const Problem& problem : verdict->problems) std::printf("FAILED  %s\n", to_line(problem).c_str());
  std::printf("%s: %s\n", inert(options.package).c_str(), verdict->intact ? "intact" : "ALTERED OR INCOMPLETE");
  return verdict->intact ? nothing_found : something_found;
}

}  // namespace

void add_evidence_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<EvidenceOptions>();
  auto* evidence = app.add_subcommand("evidence", "Packages that a platform, a customs office or a court can check");
  evidence->require_subcommand(1);

  auto* make = evidence->add_subcommand("export", "Write findings with all they rest on into one signed .zip");
  make->add_option("ID", options->ids, "Identifiers of findings")->required();
  make->add_option("-o,--output", options->output, "The package to write; an existing file is never overwritten")
      ->required();
  make->footer("Example:\n  markhound evidence export 3fa9c2 81bd07 -o case.zip");
  make->callback([&roof, options] { roof.run([&] { return export_evidence(roof, *options); }); });

  auto* verify = evidence->add_subcommand("verify", "Check a package; needs no workspace");
  verify->add_option("PACKAGE", options->package, "The .zip")->required();
  verify->footer(
      "Exit codes: 0 intact, 1 altered or incomplete, 2 cannot be read.\nExample:\n  markhound evidence verify "
      "case.zip");
  verify->callback([&roof, options] { roof.run([&] { return verify_evidence(*options); }); });
}

}  // namespace markhound::cli
