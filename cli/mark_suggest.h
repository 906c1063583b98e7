// markhound mark suggest: spellings of a mark that may be worth an alias, for review.
#pragma once

#include "cli/roof.h"

namespace CLI {
class App;
}

namespace markhound::cli {

void add_mark_suggest(CLI::App& mark, Roof& roof);

}  // namespace markhound::cli
