// markhound scan: crawl or read the targets, keep, parse, match, record.
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/fetch_flags.h"
#include "cli/roof.h"
#include "cli/scan.h"
#include "cli/terminal.h"
#include "evidence/finding_json.h"

namespace markhound::cli {
namespace {

struct ScanOptions {
  std::vector<std::string> targets;
  FetchFlags fetch;
  bool thorough = false;
  bool json = false;
  int jobs = 0;
  std::size_t max_pages = 1000;
  bool screenshots = false;
};

Result<std::vector<evidence::FindingRecord>> records_of(const Workspace& workspace, const ScanOutcome& outcome) {
  if (outcome.findings.empty()) return std::vector<evidence::FindingRecord>{};
  auto vault = workspace.open_vault();
  if (!vault) return vault.problem();
  return (*vault)->findings({Grade::C, outcome.findings});
}

void print_summary(const ScanOutcome& outcome, std::size_t findings, int problems) {
  std::fprintf(stderr, "markhound: %s%lld pages read, %lld gone, %lld failed; %zu findings, %d problems\n",
               outcome.run.resumed ? "went on with a scan that was cut off; " : "",
               static_cast<long long>(outcome.pages.read), static_cast<long long>(outcome.pages.gone),
               static_cast<long long>(outcome.pages.failed), findings, problems);
}

Result<int> run_scan(Roof& roof, const ScanOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  const auto fetch = options.fetch.options(*workspace);
  if (!fetch) return fetch.problem();
  const ScanRequest request{run_name(options.targets), options.targets,    *fetch, options.thorough, options.jobs,
                            options.max_pages,         options.screenshots};
  Progress progress;
  const auto outcome = scan(*workspace, request, roof.clock, progress);
  if (!outcome) return outcome.problem();
  auto journal = workspace->open_journal();
  if (!journal) return journal.problem();
  if (const auto finished = journal->finish(outcome->run); !finished) return finished.problem();
  const auto records = records_of(*workspace, *outcome);
  if (!records) return records.problem();
  for (const auto& record : *records) {
    if (options.json) std::printf("%s\n", evidence::to_json(record).c_str());
  }
  if (!options.json) std::fputs(table_of(*records).c_str(), stdout);
  print_summary(*outcome, records->size(), progress.problems());
  const bool nothing_read = outcome->pages.read + outcome->pages.gone == 0;
  if (nothing_read) return Problem{Problem::Kind::not_found, "scan", "no page could be read", "see the problems above"};
  return records->empty() ? nothing_found : something_found;
}

}  // namespace

void add_scan_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<ScanOptions>();
  auto* scan = app.add_subcommand("scan", "Crawl or read listings, keep them, and match them against the marks");
  scan->add_option("TARGET", options->targets,
                   "URL, sitemap, feed, list of URLs, saved .html or .mhtml, folder, .warc, .wacz or .har")
      ->required();
  scan->add_flag("--thorough", options->thorough, "Read the words of every picture, also where the listing is settled");
  scan->add_flag("--screenshots", options->screenshots,
                 "Keep pictures of each page on which something is found; needs Chromium (docs/settings.md)");
  scan->add_flag("--json", options->json, "Findings as JSON, one a line (docs/json.md)");
  scan->add_option("--jobs", options->jobs, "Workers; one a core where none is given")->check(CLI::Range(1, 256));
  scan->add_option("--max-pages", options->max_pages, "Most links followed from a target's own page")
      ->capture_default_str();
  add_fetch_flags(*scan, options->fetch);
  scan->footer(
      "A scan that was cut off is gone on with by the same command.\n"
      "Exit code 1 where a finding of grade C or better was made.\n"
      "Example:\n  markhound scan https://shop.example/sitemap.xml saved-pages/ archive.wacz session.har\n"
      "  markhound scan --screenshots goods.tsv");
  scan->callback([&roof, options] { roof.run([&] { return run_scan(roof, *options); }); });
}

}  // namespace markhound::cli
