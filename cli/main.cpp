// markhound: finds listings that use a trademark, and makes evidence of them.
#include <CLI/CLI.hpp>

#include "cli/roof.h"
#include "cli/usage.h"

int main(int argc, char** argv) {
  using namespace markhound::cli;
  CLI::App app{"Finds listings that use a trademark, and makes evidence of them.", "markhound"};
  Roof roof;
  app.set_version_flag("--version", software);
  app.add_option("-w,--workspace", roof.workspace, "Folder with marks, captures and findings, made on first use")
      ->envname("MARKHOUND_HOME")
      ->default_val("./markhound-workspace");
  app.require_subcommand(1);
  app.failure_message(usage_message);
  app.footer(
      "Exit codes: 0 done, nothing found; 1 done, something found; 2 usage or failure.\n"
      "Example:\n  markhound mark add --name NORDFJELL --logo logo.svg --office US --number 5551234 --classes 9,25\n"
      "  markhound scan https://shop.example/sitemap.xml\n  markhound findings");
  for (auto add :
       {add_mark_command, add_read_command, add_match_command, add_scan_command, add_findings_command,
        add_evidence_command, add_monitor_command, add_bot_key_command, add_rights_command, add_complaint_command}) {
    add(app, roof);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? nothing_found : failure;
  }
  return roof.exit_code;
}
