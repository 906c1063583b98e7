// The options of every command that fetches.
#pragma once

#include "cli/workspace.h"
#include "crawler/fetcher.h"

namespace CLI {
class App;
}

namespace markhound::cli {

struct FetchFlags {
  int delay_ms = -1;  ///< -1: as the settings say
  bool allow_private = false;
  std::string proxy;  ///< empty: as the settings say

  /// Without a workspace: nothing is signed.
  crawler::FetchOptions options(const Settings& settings) const;
  /// A Problem where requests are to be signed and the key cannot be read.
  Result<crawler::FetchOptions> options(const Workspace& workspace) const;
};

void add_fetch_flags(CLI::App& command, FetchFlags& flags);

}  // namespace markhound::cli
