// markhound mark add | list | show | remove, and its parts in mark_import.cpp, mark_alias.cpp and mark_suggest.cpp: the
// register of the workspace.
#include <cstdio>
#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/enrol.h"
#include "cli/json.h"
#include "cli/mark_alias.h"
#include "cli/mark_import.h"
#include "cli/mark_suggest.h"
#include "cli/progress.h"
#include "cli/roof.h"
#include "cli/terminal.h"
#include "index/import.h"

namespace markhound::cli {
namespace {

struct MarkAddOptions {
  Mark mark;
  std::vector<std::string> logos;
  std::string status = "live";
};

struct MarkShowOptions {
  std::vector<std::string> ids;
  bool json = false;
};

Mark::Status status_from(const std::string& name) {
  return name == "dead" ? Mark::Status::dead : name == "pending" ? Mark::Status::pending : Mark::Status::live;
}

Result<void> log_marks(const Workspace& workspace, const std::string& action, const std::string& detail) {
  auto vault = workspace.open_vault();
  if (!vault) return vault.problem();
  return (*vault)->log(action, detail);
}

Result<int> mark_add(Roof& roof, MarkAddOptions options) {
  Mark& mark = options.mark;
  for (const std::string& path : options.logos) mark.logos.push_back({path, {}});
  if (mark.name.empty() && mark.logos.empty()) {
    return Problem{Problem::Kind::bad_input, "mark add", "a mark needs a name or a logo", "give --name or --logo"};
  }
  mark.status = status_from(options.status);
  std::sort(mark.classes.begin(), mark.classes.end());
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  Progress progress;
  const ReadMark read = read_mark(*workspace, mark);
  for (const Problem& problem : read.problems) progress.report(problem);
  if (read.mark.name.empty() && read.logos.empty()) {
    return Problem{Problem::Kind::bad_input, "mark add", "nothing is left to know the mark by",
                   "give --name, or a picture that can be read"};
  }
  if (const auto done = (*marks)->put(read.mark, read.logos); !done) return done.problem();
  if (const auto done = (*marks)->commit(); !done) return done.problem();
  if (const auto done = log_marks(*workspace, "mark add", read.mark.id); !done) return done.problem();
  std::printf("%s\n", inert(read.mark.id).c_str());
  return nothing_found;
}

std::string row_of(const Mark& mark) {
  std::string classes;
  for (int number : mark.classes) classes += (classes.empty() ? "" : ",") + std::to_string(number);
  return fmt::format("{:<20} {:<3} {:<10} {:<8} {:<12} {}", shortened(inert(mark.id), 20), mark.office, mark.number,
                     to_string(mark.status), classes, mark.name.empty() ? "(figurative)" : inert(mark.name));
}

Result<int> mark_list(Roof& roof, const MarkShowOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  const auto done = (*marks)->each(
      [&](const Mark& mark) { std::printf("%s\n", (options.json ? index::to_json(mark) : row_of(mark)).c_str()); });
  if (!done) return done.problem();
  return nothing_found;
}

void print_mark(const Mark& mark) {
  std::printf("%s\n  owner  %s\n  goods  %s\n", row_of(mark).c_str(), inert(mark.owner).c_str(),
              inert(mark.goods).c_str());
  const std::pair<const char*, const std::string*> fields[] = {
      {"serial number", &mark.serial}, {"status", &mark.status_code},    {"since", &mark.status_date},
      {"filed", &mark.filed},          {"registered", &mark.registered}, {"expires", &mark.expires},
      {"record of", &mark.updated},    {"drawing code", &mark.drawing},  {"disclaims", &mark.disclaimer},
      {"picture", &mark.image_file},
  };
  for (const auto& [label, text] : fields)
    if (!text->empty()) std::printf("  %s  %s\n", label, inert(*text).c_str());
  if (mark.standard_characters) std::printf("  standard characters\n");
  for (const std::string& code : mark.vienna) std::printf("  Vienna  %s\n", inert(code).c_str());
  for (const std::string& alias : mark.aliases) std::printf("  alias  %s\n", inert(alias).c_str());
  for (const LogoImage& logo : mark.logos)
    std::printf("  logo   %s %s\n", logo.digest.substr(0, 12).c_str(), inert(logo.path).c_str());
  for (const std::string& seller : mark.authorised) std::printf("  authorised seller  %s\n", inert(seller).c_str());
}

Result<int> mark_show(Roof& roof, const MarkShowOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  for (const std::string& id : options.ids) {
    const auto mark = (*marks)->find(id);
    if (!mark) return mark.problem();
    if (options.json)
      std::printf("%s\n", index::to_json(*mark).c_str());
    else
      print_mark(*mark);
  }
  return nothing_found;
}

Result<int> mark_remove(Roof& roof, const MarkShowOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  for (const std::string& id : options.ids) {
    if (const auto done = (*marks)->remove(id); !done) return done.problem();
    if (const auto done = log_marks(*workspace, "mark remove", id); !done) return done.problem();
  }
  if (const auto done = (*marks)->commit(); !done) return done.problem();
  return nothing_found;
}

void add_add(CLI::App& mark, Roof& roof) {
  auto options = std::make_shared<MarkAddOptions>();
  auto* add = mark.add_subcommand("add", "Add a mark, or replace the one of the same id; prints its id");
  add->add_option("--id", options->mark.id,
                  "Identifier; made of office and number, or of the name, where none is given");
  add->add_option("--name", options->mark.name, "The words as registered");
  add->add_option("--alias", options->mark.aliases, "Nickname, translation or mask that sellers use; may be repeated");
  add->add_option("--logo", options->logos, "Picture of the mark: SVG, PNG, JPEG, WebP; may be repeated");
  add->add_option("--office", options->mark.office, "ST.3 code of the office: US, EM, CN");
  add->add_option("--number", options->mark.number, "Registration number");
  add->add_option("--classes", options->mark.classes, "Nice classes, 1 to 45")
      ->delimiter(',')
      ->check(CLI::Range(1, 45));
  add->add_option("--owner", options->mark.owner, "Owner as registered");
  add->add_option("--goods", options->mark.goods, "Goods and services in the register's words");
  add->add_option("--authorised", options->mark.authorised, "Seller who may use the mark; may be repeated");
  add->add_option("--status", options->status, "live, pending or dead")
      ->check(CLI::IsMember({"live", "pending", "dead"}))
      ->capture_default_str();
  add->footer(
      "Example:\n  markhound mark add --name NORDFJELL --logo logo.svg --office US --number 5551234 \\\n"
      "    --classes 9,25 --owner 'Nordfjell AS'");
  add->callback([&roof, options] { roof.run([&] { return mark_add(roof, *options); }); });
}

}  // namespace

void add_mark_command(CLI::App& app, Roof& roof) {
  auto* mark = app.add_subcommand("mark", "The register of marks: add, import, list, show, remove, alias, suggest");
  mark->require_subcommand(1);
  add_add(*mark, roof);

  add_mark_import(*mark, roof);
  add_mark_alias(*mark, roof);
  add_mark_suggest(*mark, roof);

  auto show_options = std::make_shared<MarkShowOptions>();
  const auto with_ids = [&](const char* name, const char* help, Result<int> (*command)(Roof&, const MarkShowOptions&)) {
    auto* sub = mark->add_subcommand(name, help);
    sub->add_option("ID", show_options->ids, "Identifiers of marks")->required();
    sub->footer(std::string("Example:\n  markhound mark ") + name + " US-5551234");
    sub->callback([&roof, show_options, command] { roof.run([&] { return command(roof, *show_options); }); });
    return sub;
  };
  with_ids("show", "All that the register holds of a mark", mark_show)
      ->add_flag("--json", show_options->json, "One JSON object a line");
  with_ids("remove", "Remove marks; findings and captures stay", mark_remove);

  auto* list = mark->add_subcommand("list", "A line a mark");
  list->add_flag("--json", show_options->json, "One JSON object a line");
  list->footer("Example:\n  markhound mark list --json");
  list->callback([&roof, show_options] { roof.run([&] { return mark_list(roof, *show_options); }); });
}

}  // namespace markhound::cli
