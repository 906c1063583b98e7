// markhound complaint check | draft: notices for a platform's form, checked before they are filed. Nothing is sent.
#include <cstdio>
#include <filesystem>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/complaint_filing.h"
#include "cli/complaint_ledger.h"
#include "cli/complaint_print.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "evidence/complaint/check.h"
#include "evidence/complaint/write.h"

namespace markhound::cli {
namespace {

namespace complaint = evidence::complaint;

std::string count_of(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string summary_of(const std::vector<complaint::Remark>& remarks) {
  std::size_t errors = 0;
  for (const auto& remark : remarks) errors += remark.severity == complaint::Severity::error ? 1 : 0;
  return count_of(errors, "error", "errors") + ", " + count_of(remarks.size() - errors, "warning", "warnings");
}

Result<int> check_complaint(Roof& roof, const ComplaintOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  const auto filing = filing_of(*workspace, *desk, options, roof.clock);
  if (!filing) return filing.problem();
  const auto number = desk->next_number();
  if (!number) return number.problem();
  const auto drafts = complaint::draft_notices(*filing, *number);
  const auto remarks = complaint::check_filing(*filing, drafts);
  for (const auto& remark : remarks) {
    if (options.json)
      std::printf("%s\n", line_of(to_json(remark)).c_str());
    else
      std::fputs(describe(remark).c_str(), stdout);
  }
  if (!options.json) {
    std::printf("%s: %s of %s; %s\n", options.platform.c_str(), count_of(drafts.size(), "notice", "notices").c_str(),
                count_of(filing->accused.size(), "listing", "listings").c_str(), summary_of(remarks).c_str());
  }
  return remarks.empty() ? nothing_found : something_found;
}

/// The rules whose errors stand against this draft.
std::vector<std::string> forced_rules(const complaint::Draft& draft, const std::vector<complaint::Remark>& remarks) {
  std::set<std::string> rules;
  for (const auto& remark : complaint::remarks_about(draft, remarks)) {
    if (remark.severity == complaint::Severity::error) rules.insert(remark.rule);
  }
  return {rules.begin(), rules.end()};
}

/// A Problem where errors stand that may not, or were not, gone past.
Result<void> let_pass(const ComplaintOptions& options, const std::vector<complaint::Remark>& remarks) {
  for (const auto& remark : remarks) std::fputs(describe(remark).c_str(), stderr);
  for (const auto& remark : remarks) {
    if (remark.final) return Problem{Problem::Kind::refused, "finding " + remark.finding, remark.says, remark.mend};
  }
  if (!complaint::has_errors(remarks) || options.force) return {};
  return Problem{Problem::Kind::refused, "complaint to " + options.platform, summary_of(remarks),
                 "mend the errors; --force goes past them and leaves a trace in the custody log"};
}

Result<std::vector<complaint::WrittenFile>> write_and_record(complaint::Desk& desk, const complaint::Filing& filing,
                                                             const std::vector<complaint::Draft>& drafts,
                                                             const std::vector<complaint::Remark>& remarks,
                                                             const std::string& folder) {
  auto files = complaint::write_drafts(filing, drafts, remarks, folder);
  if (!files) return files;
  std::vector<complaint::Notice> notices;
  std::vector<std::string> digests;
  for (const auto& draft : drafts) {
    notices.push_back(draft.notice);
    const std::string text = "/" + draft.notice.id() + "-" + draft.notice.platform + ".json";
    for (const auto& file : *files) {
      if (file.path.ends_with(text)) digests.push_back("sha256:" + file.digest);
    }
  }
  if (auto done = desk.record(notices, digests); !done) {
    std::error_code ignored;  // files of a notice that nobody remembers would be filed and never followed
    for (const auto& file : *files) std::filesystem::remove(file.path, ignored);
    return done.problem();
  }
  return files;
}

void print_drafts(const std::vector<complaint::Draft>& drafts, const std::vector<complaint::WrittenFile>& files,
                  bool json) {
  for (const auto& draft : drafts) {
    if (json)
      std::printf("%s\n", line_of(to_json(draft, files)).c_str());
    else
      std::fputs(describe(draft, files).c_str(), stdout);
  }
}

Result<int> draft_complaint(Roof& roof, const ComplaintOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto desk = workspace->open_desk();
  if (!desk) return desk.problem();
  const auto filing = filing_of(*workspace, *desk, options, roof.clock);
  if (!filing) return filing.problem();
  const auto number = desk->next_number();
  if (!number) return number.problem();
  auto drafts = complaint::draft_notices(*filing, *number);
  const auto remarks = complaint::check_filing(*filing, drafts);
  if (auto passed = let_pass(options, remarks); !passed) return passed.problem();
  for (auto& draft : drafts) draft.notice.forced = forced_rules(draft, remarks);
  const auto files = write_and_record(*desk, *filing, drafts, remarks, options.output);
  if (!files) return files.problem();
  print_drafts(drafts, *files, options.json);
  return remarks.empty() ? nothing_found : something_found;
}

}  // namespace

void add_complaint_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<ComplaintOptions>();
  auto* complaint = app.add_subcommand(
      "complaint", "Notices to platforms: check, draft, keep their outcomes and deadlines. Nothing is ever sent");
  complaint->require_subcommand(1);

  auto* check = complaint->add_subcommand("check", "What the platform would refuse, found before anything is filed");
  add_filing_options(*check, *options);
  check->add_flag("--json", options->json, "One JSON object a line (docs/json.md)");
  check->footer(
      "Exit codes: 0 clean, 1 found something, 2 failure.\n"
      "Example:\n  markhound complaint check 3fa9c2 --platform amazon");
  check->callback([&roof, options] { roof.run([&] { return check_complaint(roof, *options); }); });

  auto* draft =
      complaint->add_subcommand("draft", "Write what the form wants, field by field, and sheets for bulk forms");
  add_filing_options(*draft, *options);
  draft->add_option("-o,--output", options->output, "Folder for the files; nothing in it is overwritten")->required();
  draft->add_flag("--force", options->force, "Write in spite of errors; the custody log tells which");
  draft->add_flag("--json", options->json, "One JSON object a line (docs/json.md)");
  draft->footer(
      "Exit codes: 0 written, 1 written although something was found, 2 refused or failed.\n"
      "Example:\n  markhound complaint draft 3fa9c2 81bd07 --platform ebay --reason 9052 -o notices/\n"
      "  markhound complaint draft --confirmed --platform amazon --lang en -o notices/");
  draft->callback([&roof, options] { roof.run([&] { return draft_complaint(roof, *options); }); });

  add_ledger_commands(*complaint, roof);
}

}  // namespace markhound::cli
