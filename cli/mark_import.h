// markhound mark import: files of marks into the register of the workspace.
#pragma once

#include "cli/roof.h"

namespace CLI {
class App;
}

namespace markhound::cli {

void add_mark_import(CLI::App& mark, Roof& roof);

}  // namespace markhound::cli
