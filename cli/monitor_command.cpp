// markhound monitor add | run | list | remove: scans on a schedule, as cron or a systemd timer calls them.
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/duration.h"
#include "cli/fetch_flags.h"
#include "cli/json.h"
#include "cli/roof.h"
#include "cli/scan.h"
#include "cli/terminal.h"

namespace markhound::cli {
namespace {

struct MonitorOptions {
  std::string name;
  std::vector<std::string> names;
  std::string every = "24h";
  std::vector<std::string> targets;
  bool due = false;
  bool json = false;
  FetchFlags fetch;
};

bool is_due(const Monitor& monitor, UtcTime now) {
  return !monitor.last_run || *monitor.last_run + monitor.every <= now;
}

Result<int> monitor_add(Roof& roof, const MonitorOptions& options) {
  const auto every = duration_from(options.every);
  if (!every) return every.problem();
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto journal = workspace->open_journal();
  if (!journal) return journal.problem();
  if (const auto done = journal->add_monitor({options.name, *every, options.targets, {}}); !done) return done.problem();
  return nothing_found;
}

Result<int> monitor_remove(Roof& roof, const MonitorOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto journal = workspace->open_journal();
  if (!journal) return journal.problem();
  if (const auto done = journal->remove_monitor(options.name); !done) return done.problem();
  return nothing_found;
}

Json monitor_json(const Monitor& monitor, UtcTime now) {
  Json json = {{"name", monitor.name},
               {"every_s", monitor.every.count()},
               {"targets", monitor.targets},
               {"due", is_due(monitor, now)}};
  if (monitor.last_run) json["last_run"] = to_rfc3339(*monitor.last_run);
  return json;
}

Result<int> monitor_list(Roof& roof, const MonitorOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  auto journal = workspace->open_journal();
  if (!journal) return journal.problem();
  const auto monitors = journal->monitors();
  if (!monitors) return monitors.problem();
  for (const Monitor& monitor : *monitors) {
    if (options.json) {
      std::printf("%s\n", line_of(monitor_json(monitor, roof.clock.now())).c_str());
      continue;
    }
    std::printf("%-20s every %s, %s, %zu targets\n", inert(monitor.name).c_str(), to_text(monitor.every).c_str(),
                monitor.last_run ? ("last run " + to_rfc3339(*monitor.last_run)).c_str() : "never run",
                monitor.targets.size());
  }
  return nothing_found;
}

Result<std::string> change_line(const Change& change, evidence::Vault& vault, const MonitorOptions& options,
                                const std::string& monitor) {
  const auto records = vault.findings({Grade::none, {change.finding}});
  if (!records) return records.problem();
  const evidence::FindingRecord& record = records->front();
  if (options.json) {
    return line_of({{"monitor", monitor},
                    {"change", to_string(change.kind)},
                    {"finding", change.finding},
                    {"page", change.page},
                    {"grade", to_string(record.finding.grade)},
                    {"mark", record.finding.mark},
                    {"listing", record.finding.listing},
                    {"title", record.finding.title}});
  }
  return fmt::format("{:<8}{:<4} {}  {:<16} {}\n{:26}{}", to_string(change.kind), to_string(record.finding.grade),
                     change.finding, shortened(inert(record.finding.mark), 16),
                     shortened(inert(record.finding.title), 60), "", inert(record.finding.listing));
}

/// Scans, compares with the last time, prints the changes; returns how many there are.
Result<std::size_t> run_one(Roof& roof, const Workspace& workspace, const Monitor& monitor,
                            const MonitorOptions& options) {
  Progress progress;
  ScanRequest request;
  request.name = "monitor " + monitor.name;
  request.targets = monitor.targets;
  auto fetch = options.fetch.options(workspace);
  if (!fetch) return fetch.problem();
  request.fetch = std::move(*fetch);
  const auto outcome = scan(workspace, request, roof.clock, progress);
  if (!outcome) return outcome.problem();
  auto journal = workspace.open_journal();
  auto vault = workspace.open_vault();
  if (!journal) return journal.problem();
  if (!vault) return vault.problem();
  const auto changes = journal->compare(monitor.name, outcome->run, outcome->all_listed);
  if (!changes) return changes.problem();
  for (const Change& change : *changes) {
    const auto line = change_line(change, **vault, options, monitor.name);
    if (!line) return line.problem();
    std::printf("%s\n", line->c_str());
  }
  std::fprintf(stderr, "markhound: monitor %s: %zu changes, %zu findings seen, %d problems\n",
               inert(monitor.name).c_str(), changes->size(), outcome->findings.size(), progress.problems());
  return changes->size();
}

Result<std::vector<Monitor>> chosen(Journal& journal, const MonitorOptions& options, UtcTime now) {
  auto all = journal.monitors();
  if (!all) return all;
  for (const std::string& name : options.names) {
    const bool known =
        std::any_of(all->begin(), all->end(), [&](const Monitor& monitor) { return monitor.name == name; });
    if (!known)
      return Problem{Problem::Kind::not_found, "monitor " + name, "there is none of that name",
                     "see 'markhound monitor list'"};
  }
  std::erase_if(*all, [&](const Monitor& monitor) {
    const bool named = options.names.empty() ||
                       std::find(options.names.begin(), options.names.end(), monitor.name) != options.names.end();
    return !named || (options.due && !is_due(monitor, now));
  });
  return all;
}

/// A monitor that fails is told and the others run all the same.
Result<int> monitor_run(Roof& roof, const MonitorOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto journal = workspace->open_journal();
  if (!journal) return journal.problem();
  const auto monitors = chosen(*journal, options, roof.clock.now());
  if (!monitors) return monitors.problem();
  std::size_t changes = 0;
  bool failed = false;
  for (const Monitor& monitor : *monitors) {
    const auto one = run_one(roof, *workspace, monitor, options);
    if (one)
      changes += *one;
    else
      std::fprintf(stderr, "markhound: %s\n", to_line(one.problem()).c_str());
    failed = failed || !one;
  }
  return failed ? failure : changes > 0 ? something_found : nothing_found;
}

}  // namespace

void add_monitor_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<MonitorOptions>();
  auto* monitor = app.add_subcommand("monitor", "Scans on a schedule: what is new, changed, gone and back");
  monitor->require_subcommand(1);

  auto* add = monitor->add_subcommand("add", "Add a monitor, or change the one of that name");
  add->add_option("NAME", options->name, "Name of the monitor")->required();
  add->add_option("--every", options->every, "How often it is due: 30m, 6h, 7d")->capture_default_str();
  add->add_option("TARGET", options->targets, "What to scan, as for 'markhound scan'")->required();
  add->footer("Example:\n  markhound monitor add shops --every 6h https://shop.example/sitemap.xml");
  add->callback([&roof, options] { roof.run([&] { return monitor_add(roof, *options); }); });

  auto* run = monitor->add_subcommand("run", "Run monitors and print what changed since their last run");
  run->add_option("NAME", options->names, "Monitors to run; all where none is named");
  run->add_flag("--due", options->due, "Only those whose time has come: what cron or a systemd timer calls");
  run->add_flag("--json", options->json, "One JSON object a change (docs/json.md)");
  add_fetch_flags(*run, options->fetch);
  run->footer(
      "Exit code 1 where something changed.\nExample, every ten minutes from cron:\n  */10 * * * * markhound -w "
      "/srv/marks monitor run --due");
  run->callback([&roof, options] { roof.run([&] { return monitor_run(roof, *options); }); });

  auto* list = monitor->add_subcommand("list", "A line a monitor");
  list->add_flag("--json", options->json, "One JSON object a line");
  list->footer("Example:\n  markhound monitor list");
  list->callback([&roof, options] { roof.run([&] { return monitor_list(roof, *options); }); });

  auto* remove = monitor->add_subcommand("remove", "Forget a monitor; its findings stay");
  remove->add_option("NAME", options->name, "Name of the monitor")->required();
  remove->footer("Example:\n  markhound monitor remove shops");
  remove->callback([&roof, options] { roof.run([&] { return monitor_remove(roof, *options); }); });
}

}  // namespace markhound::cli
