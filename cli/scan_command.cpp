// markhound scan: crawl or read the targets, keep, parse, match, record.
#include <cstdio>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/credentials.h"
#include "cli/duration.h"
#include "cli/fetch_flags.h"
#include "cli/json.h"
#include "cli/roof.h"
#include "cli/scan.h"
#include "cli/search_flags.h"
#include "cli/target.h"
#include "cli/terminal.h"
#include "evidence/finding_json.h"

namespace markhound::cli {
namespace {

struct ScanOptions {
  std::vector<std::string> targets;
  SearchFlags search;
  FetchFlags fetch;
  bool thorough = false;
  bool dry_run = false;
  bool json = false;
  int jobs = 0;
  ScanLimits limits;
  std::string max_time;
  bool list_failed = false;
  bool retry_failed = false;
  bool screenshots = false;
};

Result<std::vector<evidence::FindingRecord>> records_of(const Workspace& workspace, const ScanOutcome& outcome) {
  if (outcome.findings.empty()) return std::vector<evidence::FindingRecord>{};
  auto vault = workspace.open_vault();
  if (!vault) return vault.problem();
  return (*vault)->findings({Grade::C, outcome.findings});
}

void print_summary(const ScanOutcome& outcome, std::size_t findings, int problems) {
  std::string same;
  if (outcome.pages.same > 0) same = fmt::format(", {} the same as others and read once", outcome.pages.same);
  std::fprintf(stderr, "markhound: %s%lld pages read, %lld gone, %lld failed%s; %zu findings, %d problems\n",
               outcome.run.resumed ? "went on with a scan that was cut off; " : "",
               static_cast<long long>(outcome.pages.read), static_cast<long long>(outcome.pages.gone),
               static_cast<long long>(outcome.pages.failed), same.c_str(), findings, problems);
}

Result<std::vector<FailedPage>> failed_pages(const Workspace& workspace, const ScanOptions& options) {
  auto journal = workspace.open_journal();
  if (!journal) return journal.problem();
  return journal->failed_pages(options.targets);
}

Result<int> list_failed(Roof& roof, const ScanOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto pages = failed_pages(*workspace, options);
  if (!pages) return pages.problem();
  for (const FailedPage& page : *pages) {
    if (options.json)
      std::printf(
          "%s\n",
          line_of(
              {{"page", page.page}, {"target", page.target}, {"reason", page.reason}, {"run", to_rfc3339(page.time)}})
              .c_str());
    else
      std::printf("%s\n    %s\n", inert(page.page).c_str(), inert(page.reason).c_str());
  }
  return pages->empty() ? nothing_found : something_found;
}

/// A run that its budget stopped stays open, and the same command goes on with it.
Result<void> end_run(const Workspace& workspace, const ScanOutcome& outcome) {
  if (outcome.stopped) {
    std::fprintf(stderr, "markhound: scan: stopped: %s; %lld pages wait, the same command goes on with them\n",
                 outcome.stopped->c_str(), static_cast<long long>(outcome.waiting));
    return {};
  }
  auto journal = workspace.open_journal();
  if (!journal) return journal.problem();
  return journal->finish(outcome.run);
}

Result<std::vector<PlannedTarget>> plan(const ScanOptions& options, const Workspace& workspace) {
  const auto named = checked_targets(options.targets);
  if (!named) return named.problem();
  auto searches = plan_searches(options.search, workspace);
  if (!searches) return searches;
  std::vector<PlannedTarget> planned;
  for (const std::string& target : *named) planned.push_back({target, ""});
  planned.insert(planned.end(), searches->begin(), searches->end());
  if (planned.empty())
    return Problem{Problem::Kind::bad_input, "scan", "nothing is named that could be scanned",
                   "name a target, or a --platform with a --query or --mark"};
  return planned;
}

/// What would be scanned, a target a line; nothing is fetched.
Result<int> show_plan(Roof& roof, const ScanOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto planned = plan(options, *workspace);
  if (!planned) return planned.problem();
  for (const PlannedTarget& one : *planned)
    std::printf("%s%s\n", inert(one.target).c_str(), one.why.empty() ? "" : ("  # " + one.why).c_str());
  return nothing_found;
}

/// The pages that could not be had before, of the targets or of all, in the place of what the targets list.
void retry(ScanRequest& request, std::vector<FailedPage> pages) {
  std::set<std::string> targets;
  for (const FailedPage& page : pages) targets.insert(page.target);
  request.name = "retry of failed pages";
  request.targets.assign(targets.begin(), targets.end());
  request.only = std::move(pages);
}

/// Names what is to be scanned: targets and searches, or pages that could not be had before.
Result<void> name_targets(ScanRequest& request, const ScanOptions& options, const Workspace& workspace) {
  if (options.retry_failed) {
    auto pages = failed_pages(workspace, options);
    if (!pages) return pages.problem();
    retry(request, std::move(*pages));
    return {};
  }
  const auto planned = plan(options, workspace);
  if (!planned) return planned.problem();
  for (const PlannedTarget& one : *planned) request.targets.push_back(one.target);
  request.name = run_name(request.targets);
  return {};
}

Result<ScanRequest> request_of(const ScanOptions& options, const Workspace& workspace) {
  auto fetch = options.fetch.options(workspace);
  if (!fetch) return fetch.problem();
  auto api = load_api_access(workspace.path(), workspace.settings());
  if (!api) return api.problem();
  ScanRequest request;
  request.fetch = std::move(*fetch);
  request.api = std::move(*api);
  request.thorough = options.thorough;
  request.jobs = options.jobs;
  request.limits = options.limits;
  request.screenshots = options.screenshots;
  if (!options.max_time.empty()) {
    const auto time = duration_from(options.max_time);
    if (!time) return time.problem();
    request.limits.max_time = *time;
  }
  if (const auto named = name_targets(request, options, workspace); !named) return named.problem();
  return request;
}

Result<int> run_scan(Roof& roof, const ScanOptions& options) {
  if (options.dry_run) return show_plan(roof, options);
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  const auto request = request_of(options, *workspace);
  if (!request) return request.problem();
  if (options.retry_failed && request->only.empty()) return nothing_found;
  Progress progress;
  const auto outcome = scan(*workspace, *request, roof.clock, progress);
  if (!outcome) return outcome.problem();
  if (const auto ended = end_run(*workspace, *outcome); !ended) return ended.problem();
  const auto records = records_of(*workspace, *outcome);
  if (!records) return records.problem();
  for (const auto& record : *records) {
    if (options.json) std::printf("%s\n", evidence::to_json(record).c_str());
  }
  if (!options.json) std::fputs(table_of(*records).c_str(), stdout);
  print_summary(*outcome, records->size(), progress.problems());
  const bool nothing_read = outcome->pages.read + outcome->pages.gone + outcome->pages.same == 0;
  if (nothing_read) return Problem{Problem::Kind::not_found, "scan", "no page could be read", "see the problems above"};
  return records->empty() ? nothing_found : something_found;
}

}  // namespace

namespace {

void add_limits(CLI::App& scan, ScanOptions& options) {
  ScanLimits& limits = options.limits;
  scan.add_option("--depth,--max-depth", limits.max_depth,
                  "Links to follow from a page that a target lists, on its own host: 0 none, 2 and more also from what "
                  "is found")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  scan.add_option("--max-pages", limits.max_pages, "Most links followed")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  scan.add_option("--max-host-pages", limits.max_host_pages, "Most pages of one host; 0: any number")
      ->check(CLI::NonNegativeNumber);
  scan.add_option("--max-bytes", limits.max_bytes, "Stop once answers of so many bytes were kept (500MB, 2GB)")
      ->transform(CLI::AsSizeValue(true));
  scan.add_option("--max-time", options.max_time, "Stop after this time (90s, 30m, 6h)");
}

}  // namespace

void add_scan_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<ScanOptions>();
  auto* scan = app.add_subcommand("scan", "Crawl or read listings, keep them, and match them against the marks");
  scan->add_option("TARGET", options->targets,
                   "URL, sitemap, feed, list of URLs, saved .html or .mhtml, folder, .warc, .wacz or .har, "
                   "search:PLATFORM?q=WORDS");
  add_search_flags(*scan, options->search);
  scan->add_flag("--dry-run", options->dry_run, "Print the targets, searches among them, and fetch nothing");
  scan->add_flag("--thorough", options->thorough, "Read the words of every picture, also where the listing is settled");
  scan->add_flag("--screenshots", options->screenshots,
                 "Keep pictures of each page on which something is found; needs Chromium (docs/settings.md)");
  scan->add_flag("--json", options->json, "Findings as JSON, one a line (docs/json.md)");
  scan->add_option("--jobs", options->jobs, "Workers; one a core where none is given")->check(CLI::Range(1, 256));
  add_limits(*scan, *options);
  scan->add_flag("--list-failed", options->list_failed,
                 "List the pages that could not be had and why, of the targets named or of all; scan nothing");
  scan->add_flag("--retry-failed", options->retry_failed, "Scan just those pages again")->excludes("--list-failed");
  add_fetch_flags(*scan, options->fetch);
  scan->footer(
      "A scan that was cut off is gone on with by the same command.\n"
      "Exit code 1 where a finding of grade C or better was made.\n"
      "Example:\n  markhound scan https://shop.example/sitemap.xml saved-pages/ archive.wacz session.har\n"
      "  markhound scan --platform ebay --platform etsy --mark nordfjell --market DE --dry-run\n"
      "  markhound scan --depth 3 --max-pages 5000 --max-time 2h https://shop.example/watches\n"
      "  markhound scan --screenshots goods.tsv\n"
      "  markhound scan --list-failed && markhound scan --retry-failed");
  scan->callback([&roof, options] {
    roof.run([&] { return options->list_failed ? list_failed(roof, *options) : run_scan(roof, *options); });
  });
}

}  // namespace markhound::cli
