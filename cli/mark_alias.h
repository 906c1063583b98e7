// markhound mark alias add | list | remove: what sellers call a mark.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/roof.h"

namespace CLI {
class App;
}

namespace markhound::cli {

void add_mark_alias(CLI::App& mark, Roof& roof);

/// Gives the mark these aliases, each once; those it has already are passed by. How many are new.
Result<std::size_t> add_aliases(const Workspace& workspace, const std::string& id,
                                const std::vector<std::string>& aliases);

}  // namespace markhound::cli
