#include "cli/fetch_flags.h"

#include <CLI/CLI.hpp>

namespace markhound::cli {

crawler::FetchOptions FetchFlags::options(const Settings& settings) const {
  crawler::FetchOptions options;
  options.user_agent = user_agent(settings);
  options.delay_ms = delay_ms >= 0 ? delay_ms : settings.delay_ms;
  options.allow_private = allow_private;
  return options;
}

void add_fetch_flags(CLI::App& command, FetchFlags& flags) {
  command.add_option("--delay", flags.delay_ms, "Least pause between two requests to a host, in milliseconds")
      ->check(CLI::NonNegativeNumber);
  command.add_flag("--allow-private", flags.allow_private,
                   "Allow loopback and private addresses (a test server of your own)");
}

}  // namespace markhound::cli
