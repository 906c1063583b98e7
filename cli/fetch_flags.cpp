#include "cli/fetch_flags.h"

#include <CLI/CLI.hpp>

namespace markhound::cli {

namespace {

/// As CLI11 wants a check: empty where it is one, else what is wrong.
std::string is_proxy(const std::string& text) {
  for (const char* scheme : {"http://", "https://", "socks5://", "socks5h://"})
    if (text.starts_with(scheme) && text.size() > std::string(scheme).size()) return {};
  return "\"" + text + "\" is no proxy; name it as http://host:port, https://host:port or socks5://host:port";
}

}  // namespace

crawler::FetchOptions FetchFlags::options(const Settings& settings) const {
  crawler::FetchOptions options;
  options.user_agent = user_agent(settings);
  options.delay_ms = delay_ms >= 0 ? delay_ms : settings.delay_ms;
  options.allow_private = allow_private;
  options.proxy = proxy.empty() ? settings.proxy : proxy;
  return options;
}

Result<crawler::FetchOptions> FetchFlags::options(const Workspace& workspace) const {
  crawler::FetchOptions fetch = options(workspace.settings());
  const std::string& agent = workspace.settings().signature_agent;
  if (agent.empty()) return fetch;
  if (!crawler::is_signature_agent(agent))
    return Problem{Problem::Kind::bad_input, "signature_agent of settings.json",
                   "\"" + agent + "\" is no https address", "set it with markhound bot-key --agent https://…"};
  auto key = workspace.open_bot_key();
  if (!key) return key.problem();
  fetch.bot = std::make_shared<crawler::BotIdentity>(crawler::BotIdentity{std::move(*key), agent});
  return fetch;
}

void add_fetch_flags(CLI::App& command, FetchFlags& flags) {
  command.add_option("--delay", flags.delay_ms, "Least pause between two requests to a host, in milliseconds")
      ->check(CLI::NonNegativeNumber);
  command
      .add_option("--proxy", flags.proxy,
                  "Proxy of yours to go through: http://, https:// or socks5:// (docs/crawling.md)")
      ->check(is_proxy);
  command.add_flag("--allow-private", flags.allow_private,
                   "Allow loopback and private addresses (a test server of your own)");
}

}  // namespace markhound::cli
