// The options of every command that fetches.
#pragma once

#include "cli/settings.h"
#include "crawler/fetcher.h"

namespace CLI {
class App;
}

namespace markhound::cli {

struct FetchFlags {
  int delay_ms = -1;  ///< -1: as the settings say
  bool allow_private = false;

  crawler::FetchOptions options(const Settings& settings) const;
};

void add_fetch_flags(CLI::App& command, FetchFlags& flags);

}  // namespace markhound::cli
