// What every command has over its head: the workspace's name, the clock, and the exit code.
#pragma once

#include <functional>
#include <string>

#include "cli/system_clock.h"
#include "cli/workspace.h"
#include "core/result.h"

namespace CLI {
class App;
}

namespace markhound::cli {

/// Exit codes, as diff and grep have them, so that cron and CI can act on them.
enum Exit { nothing_found = 0, something_found = 1, failure = 2 };

struct Roof {
  std::string workspace;  ///< --workspace, $MARKHOUND_HOME or ./markhound-workspace
  SystemClock clock;
  int exit_code = nothing_found;

  Result<Workspace> open(Workspace::Access access) { return Workspace::open(workspace, access, clock); }

  /// Runs a command: its exit code, or its problem as one line on standard error and exit code 2.
  void run(const std::function<Result<int>()>& command);
};

// Each adds its command, with its options, help and example.
void add_mark_command(CLI::App& app, Roof& roof);
void add_read_command(CLI::App& app, Roof& roof);
void add_match_command(CLI::App& app, Roof& roof);
void add_scan_command(CLI::App& app, Roof& roof);
void add_findings_command(CLI::App& app, Roof& roof);
void add_evidence_command(CLI::App& app, Roof& roof);
void add_monitor_command(CLI::App& app, Roof& roof);
void add_bot_key_command(CLI::App& app, Roof& roof);
void add_rights_command(CLI::App& app, Roof& roof);
void add_complaint_command(CLI::App& app, Roof& roof);

}  // namespace markhound::cli
