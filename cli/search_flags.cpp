#include "cli/search_flags.h"

#include <algorithm>
#include <set>

#include <CLI/CLI.hpp>

#include "cli/roads.h"
#include "crawler/api/interface.h"
#include "index/variants.h"

namespace markhound::cli {
namespace {

using Kind = Problem::Kind;

struct Query {
  std::string text;
  std::string why;
};

Problem bad_usage(std::string cause, std::string mend) {
  return {Kind::bad_input, "search", std::move(cause), std::move(mend)};
}

/// What of a name a search box takes: registers write signs and line ends into names.
std::string searchable(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

Result<std::vector<Query>> queries_of(const SearchFlags& flags, const Workspace& workspace) {
  std::vector<Query> queries;
  for (const std::string& query : flags.queries) queries.push_back({query, ""});
  if (flags.marks.empty()) return queries;
  const auto marks = workspace.open_register();
  if (!marks) return marks.problem();
  for (const std::string& id : flags.marks) {
    const auto mark = (*marks)->find(id);
    if (!mark) return mark.problem();
    const auto variants = index::search_variants(*mark, flags.variants);
    if (variants.empty())
      return Problem{Kind::bad_input, "mark " + id, "it has no words to search by", "give a --query beside it"};
    for (const auto& variant : variants) queries.push_back({searchable(variant.text), variant.kind});
  }
  return queries;
}

Problem no_search(const std::string& platform) {
  const Road* road = find_road(platform);
  if (!road)
    return {Kind::bad_input, "platform " + platform, "there is none of that name", "see 'markhound platforms'"};
  return {Kind::refused, "platform " + platform, "has no interface that can be searched",
          std::string("the open road: ") + road->road};
}

Result<std::vector<crawler::Search>> places_of(const SearchFlags& flags) {
  std::vector<crawler::Search> places;
  for (const std::string& platform : flags.platforms) {
    const auto* facts = crawler::find_interface(platform);
    if (!facts) return no_search(platform);
    if (!facts->of_shops) places.push_back({platform, "", flags.market, "", flags.limit});
    if (facts->of_shops && flags.shops.empty())
      return bad_usage(platform + " is many shops", "name one or more with --shop https://…");
    for (const std::string& shop : flags.shops)
      if (facts->of_shops) places.push_back({platform, "", "", shop, flags.limit});
  }
  if (places.empty()) return bad_usage("no platform is named", "name one with --platform, see 'markhound platforms'");
  return places;
}

}  // namespace

void add_search_flags(CLI::App& command, SearchFlags& flags) {
  command.add_option("--platform", flags.platforms, "Platform to search (see 'markhound platforms'); may be repeated");
  command.add_option("--query", flags.queries, "Key words; may be repeated");
  command.add_option("--mark", flags.marks,
                     "Id of a mark: searched by its name, aliases and their disguises; may be repeated");
  command.add_option("--shop", flags.shops, "Address of a shop, for platforms that are many shops; may be repeated");
  command.add_option("--market", flags.market, "Country to search from, two letters: US, DE, JP");
  command.add_option("--limit", flags.limit, "Most listings of a query")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000));
  command.add_option("--variants", flags.variants, "Most queries made from a mark")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
}

Result<std::vector<PlannedTarget>> plan_searches(const SearchFlags& flags, const Workspace& workspace) {
  std::vector<PlannedTarget> planned;
  if (!flags.any()) return planned;
  const auto places = places_of(flags);
  if (!places) return places.problem();
  auto queries = queries_of(flags, workspace);
  if (!queries) return queries.problem();
  if (queries->empty()) queries->push_back({"", "whole catalogue"});
  std::set<std::string> known;
  for (crawler::Search search : *places) {
    for (const Query& query : *queries) {
      search.query = query.text;
      const auto checked = crawler::parse_search(crawler::to_target(search));
      if (!checked) return checked.problem();
      std::string target = crawler::to_target(*checked);
      if (known.insert(target).second) planned.push_back({std::move(target), query.why});
    }
  }
  return planned;
}

}  // namespace markhound::cli
