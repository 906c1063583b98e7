#include "cli/mark_suggest.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/mark_alias.h"
#include "cli/picture_matches.h"
#include "cli/terminal.h"
#include "index/suggestions.h"

namespace markhound::cli {
namespace {

struct SuggestOptions {
  std::string id;
  bool all = false;
  bool accept = false;
  bool json = false;
};

constexpr std::size_t most_suggestions = 200;

/// A suggestion, and how a listing that says it would meet the mark already.
struct Weighed {
  index::Suggestion suggestion;
  std::optional<TextMatch> met;
};

Result<std::vector<Weighed>> weigh(const index::Register& marks, const Mark& mark) {
  std::vector<Weighed> all;
  for (index::Suggestion& suggestion : index::suggestions_of(mark, most_suggestions)) {
    const auto matches = match_text(marks, suggestion.text);
    if (!matches) return matches.problem();
    const auto own =
        std::find_if(matches->begin(), matches->end(), [&](const TextMatch& match) { return match.mark == mark.id; });
    all.push_back({std::move(suggestion), own == matches->end() ? std::nullopt : std::optional(*own)});
  }
  return all;
}

Json suggestion_json(const std::string& id, const Weighed& one) {
  Json json = {{"mark", id}, {"text", one.suggestion.text}, {"kind", one.suggestion.kind}, {"how", one.suggestion.how}};
  if (one.met)
    json["met"] = {{"kind", to_string(one.met->likeness)}, {"score", std::round(one.met->score * 1e4) / 1e4}};
  return json;
}

void print(const Weighed& one) {
  const std::string met =
      one.met ? fmt::format("met already: {} {:.2f}", to_string(one.met->likeness), one.met->score) : "worth an alias";
  std::printf("%-28s  %-15s  %s; %s\n", inert(one.suggestion.text).c_str(), one.suggestion.kind.c_str(),
              one.suggestion.how.c_str(), met.c_str());
}

/// Shows them and gives those that nothing meets yet.
std::vector<std::string> show(const std::vector<Weighed>& all, const SuggestOptions& options) {
  std::vector<std::string> worth;
  for (const Weighed& one : all) {
    if (!one.met) worth.push_back(one.suggestion.text);
    if (one.met && !options.all) continue;
    if (options.json) {
      std::printf("%s\n", line_of(suggestion_json(options.id, one)).c_str());
    } else {
      print(one);
    }
  }
  if (!options.json) {
    std::printf("%zu spellings tried; %zu are met already%s, %zu would be worth an alias\n", all.size(),
                all.size() - worth.size(), options.all ? "" : " and not shown (--all)", worth.size());
  }
  return worth;
}

Result<int> mark_suggest(Roof& roof, const SuggestOptions& options) {
  const auto workspace = roof.open(options.accept ? Workspace::Access::write : Workspace::Access::read);
  if (!workspace) return workspace.problem();
  std::vector<std::string> worth;
  {
    const auto marks = workspace->open_register();
    if (!marks) return marks.problem();
    const auto mark = (*marks)->find(options.id);
    if (!mark) return mark.problem();
    const auto all = weigh(**marks, *mark);
    if (!all) return all.problem();
    worth = show(*all, options);
  }
  if (!options.accept || worth.empty()) return nothing_found;
  const auto added = add_aliases(*workspace, options.id, worth);
  if (!added) return added.problem();
  if (!options.json) std::printf("%zu aliases added\n", *added);
  return nothing_found;
}

}  // namespace

void add_mark_suggest(CLI::App& mark, Roof& roof) {
  auto options = std::make_shared<SuggestOptions>();
  auto* suggest = mark.add_subcommand(
      "suggest", "Spellings of a mark that sellers might use and that it would not be met by, for review");
  suggest->add_option("ID", options->id, "Identifier of the mark")->required();
  suggest->add_flag("--all", options->all, "Also those that the register meets by itself, and how");
  suggest->add_flag("--accept", options->accept, "Make aliases of those that it does not meet");
  suggest->add_flag("--json", options->json, "One JSON object a line (docs/json.md)");
  suggest->footer(
      "Look at them before you accept them: a short abbreviation is met in many listings of others.\n"
      "Example:\n  markhound mark suggest US-5551234\n  markhound mark alias add US-5551234 ノルドフィヨル");
  suggest->callback([&roof, options] { roof.run([&] { return mark_suggest(roof, *options); }); });
}

}  // namespace markhound::cli
