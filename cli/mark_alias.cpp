#include "cli/mark_alias.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/terminal.h"
#include "index/utf8.h"

namespace markhound::cli {
namespace {

struct AliasOptions {
  std::string id;
  std::vector<std::string> aliases;
};

/// No seller's name for a mark is longer; what is, was pasted by mistake.
constexpr std::size_t longest_alias = 400;

/// Puts the mark with the aliases that `change` leaves it, its pictures as they are, and logs it.
Result<void> change_aliases(const Workspace& workspace, const std::string& id, const std::string& action,
                            const std::function<Result<std::string>(std::vector<std::string>&)>& change) {
  auto marks = workspace.open_register();
  if (!marks) return marks.problem();
  auto mark = (*marks)->find(id);
  if (!mark) return mark.problem();
  const auto detail = change(mark->aliases);
  if (!detail) return detail.problem();
  if (detail->empty()) return {};
  index::Keeps keeps;
  keeps.logos = true;
  if (const auto done = (*marks)->update(*mark, {}, keeps); !done) return done.problem();
  if (const auto done = (*marks)->commit(); !done) return done;
  auto vault = workspace.open_vault();
  if (!vault) return vault.problem();
  return (*vault)->log(action, id + ": " + *detail);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

Result<int> alias_add(Roof& roof, const AliasOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  const auto added = add_aliases(*workspace, options.id, options.aliases);
  if (!added) return added.problem();
  std::printf("%zu aliases added\n", *added);
  return nothing_found;
}

Result<int> alias_list(Roof& roof, const AliasOptions& options) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  const auto print = [](const Mark& mark) {
    for (const std::string& alias : mark.aliases) std::printf("%s\t%s\n", inert(mark.id).c_str(), inert(alias).c_str());
  };
  if (options.id.empty()) {
    if (const auto done = (*marks)->each(print); !done) return done.problem();
    return nothing_found;
  }
  const auto mark = (*marks)->find(options.id);
  if (!mark) return mark.problem();
  print(*mark);
  return nothing_found;
}

Result<int> alias_remove(Roof& roof, const AliasOptions& options) {
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  const auto done = change_aliases(
      *workspace, options.id, "mark alias remove", [&](std::vector<std::string>& aliases) -> Result<std::string> {
        for (const std::string& alias : options.aliases) {
          if (std::erase(aliases, alias) == 0) {
            return Problem{Problem::Kind::not_found, options.id, "it has no alias \"" + alias + "\"",
                           "`markhound mark alias list " + options.id + "` shows them"};
          }
        }
        return joined(options.aliases);
      });
  if (!done) return done.problem();
  return nothing_found;
}

}  // namespace

Result<std::size_t> add_aliases(const Workspace& workspace, const std::string& id,
                                const std::vector<std::string>& aliases) {
  std::vector<std::string> added;
  const auto done =
      change_aliases(workspace, id, "mark alias add", [&](std::vector<std::string>& held) -> Result<std::string> {
        for (const std::string& alias : aliases) {
          if (alias.empty() || alias.size() > longest_alias || index::first_ill_formed(alias)) {
            return Problem{Problem::Kind::bad_input, "mark alias add", "an alias is empty, over 400 bytes, or no UTF-8",
                           "give what sellers call the mark"};
          }
          if (std::find(held.begin(), held.end(), alias) != held.end()) continue;
          held.push_back(alias);
          added.push_back(alias);
        }
        return joined(added);
      });
  if (!done) return done.problem();
  return added.size();
}

void add_mark_alias(CLI::App& mark, Roof& roof) {
  auto* alias = mark.add_subcommand("alias", "What sellers call a mark: nicknames, masks, abbreviations, translations");
  alias->require_subcommand(1);
  auto options = std::make_shared<AliasOptions>();

  auto* add = alias->add_subcommand("add", "Give a mark aliases");
  add->add_option("ID", options->id, "Identifier of the mark")->required();
  add->add_option("ALIAS", options->aliases, "Nickname, mask, abbreviation or translation")->required();
  add->footer("Example:\n  markhound mark alias add US-5551234 大鹅 三叶草 \"BV\"");
  add->callback([&roof, options] { roof.run([&] { return alias_add(roof, *options); }); });

  auto* list = alias->add_subcommand("list", "The aliases of a mark, or of all: identifier, tab, alias");
  list->add_option("ID", options->id, "Identifier of the mark");
  list->footer("Example:\n  markhound mark alias list US-5551234");
  list->callback([&roof, options] { roof.run([&] { return alias_list(roof, *options); }); });

  auto* remove = alias->add_subcommand("remove", "Take aliases from a mark");
  remove->add_option("ID", options->id, "Identifier of the mark")->required();
  remove->add_option("ALIAS", options->aliases, "As `alias list` shows it")->required();
  remove->footer("Example:\n  markhound mark alias remove US-5551234 三叶草");
  remove->callback([&roof, options] { roof.run([&] { return alias_remove(roof, *options); }); });
}

}  // namespace markhound::cli
