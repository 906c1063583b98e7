// The options of a search, and the targets that they make.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/workspace.h"
#include "core/result.h"

namespace CLI {
class App;
}

namespace markhound::cli {

struct SearchFlags {
  std::vector<std::string> platforms;
  std::vector<std::string> queries;
  std::vector<std::string> marks;  ///< ids; queries are made from their names
  std::vector<std::string> shops;
  std::string market;
  std::size_t limit = 200;
  std::size_t variants = 20;

  bool any() const { return !platforms.empty() || !queries.empty() || !marks.empty() || !shops.empty(); }
};

struct PlannedTarget {
  std::string target;
  std::string why;  ///< how the query came about: "name", "look-alike"; empty where it was given
};

void add_search_flags(CLI::App& command, SearchFlags& flags);

/// A target a platform, shop and query, in that order; the likeliest query of each first. A Problem for a platform that
/// cannot be searched says which road is open.
Result<std::vector<PlannedTarget>> plan_searches(const SearchFlags& flags, const Workspace& workspace);

}  // namespace markhound::cli
