// markhound platforms: what can be read and searched, what it wants, and which road is open.
#include <algorithm>
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/credentials.h"
#include "cli/json.h"
#include "cli/roads.h"
#include "cli/roof.h"

namespace markhound::cli {
namespace {

bool is_set(const crawler::ApiAccess& access, const char* name) {
  const auto found = access.credentials.find(name);
  return found != access.credentials.end() && !found->second.empty();
}

std::string base_of(const crawler::InterfaceFacts& facts, const crawler::ApiAccess& access) {
  const auto set = access.bases.find(facts.platform);
  return set == access.bases.end() ? facts.base : set->second;
}

Json platform_json(const Road& road, const crawler::InterfaceFacts* facts, const crawler::ApiAccess& access) {
  Json json = {{"platform", road.platform}, {"reads", road.reads}, {"road", road.road}};
  if (!facts) return json;
  json["search"] = facts->name;
  if (const std::string base = base_of(*facts, access); !base.empty()) json["base"] = base;
  json["ready"] = crawler::missing_credentials(*facts, access).empty();
  json["credentials"] = Json::array();
  for (const auto& credential : facts->credentials)
    json["credentials"].push_back(
        {{"name", credential.variable}, {"needed", credential.needed}, {"set", is_set(access, credential.variable)}});
  return json;
}

void print(const Road& road, const crawler::InterfaceFacts* facts, const crawler::ApiAccess& access) {
  fmt::print("{:<14}reads {}\n", road.platform, road.reads);
  if (facts) {
    const std::string base = base_of(*facts, access);
    fmt::print("{:14}search: {}{}\n", "", facts->name, base.empty() ? "" : ", " + base);
    for (const auto& credential : facts->credentials)
      fmt::print("{:14}  {}: {}\n", "", credential.variable,
                 is_set(access, credential.variable) ? "set"
                 : credential.needed                 ? "not set"
                                                     : "not set (not needed)");
  }
  fmt::print("{:14}road: {}\n", "", road.road);
}

Result<int> list_platforms(Roof& roof, bool json) {
  const auto workspace = roof.open(Workspace::Access::read);
  if (!workspace) return workspace.problem();
  const auto access = load_api_access(workspace->path(), workspace->settings());
  if (!access) return access.problem();
  for (const Road& road : roads()) {
    const auto* facts = crawler::find_interface(road.platform);
    if (json)
      std::printf("%s\n", line_of(platform_json(road, facts, *access)).c_str());
    else
      print(road, facts, *access);
  }
  return nothing_found;
}

}  // namespace

void add_platforms_command(CLI::App& app, Roof& roof) {
  auto json = std::make_shared<bool>(false);
  auto* platforms =
      app.add_subcommand("platforms", "What can be read and searched, which credentials are set, which road is open");
  platforms->add_flag("--json", *json, "One JSON object a line (docs/json.md)");
  platforms->footer(
      "Credentials come from the environment or from credentials.json (chmod 600) in the workspace.\n"
      "Example:\n  markhound platforms");
  platforms->callback([&roof, json] { roof.run([&] { return list_platforms(roof, *json); }); });
}

}  // namespace markhound::cli
