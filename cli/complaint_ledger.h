// markhound complaint outcome | list | due | acceptance | forms: what became of notices.
#pragma once

namespace CLI {
class App;
}

namespace markhound::cli {

struct Roof;

void add_ledger_commands(CLI::App& complaint, Roof& roof);

}  // namespace markhound::cli
