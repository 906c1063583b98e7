// markhound bot-key: the key that signs the crawler's requests, and what the operator publishes of it.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <CLI/CLI.hpp>

#include "cli/roof.h"
#include "crawler/bot_key.h"

namespace markhound::cli {
namespace {

struct BotKeyOptions {
  std::string agent;
  std::string out;
  int days = 90;
  bool off = false;
};

constexpr const char* directory_name = "http-message-signatures-directory";

std::string without_slash(std::string agent) {
  while (agent.ends_with('/')) agent.pop_back();
  return agent;
}

Result<void> write_text(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (out) return {};
  return Problem{Problem::Kind::io, path, "cannot be written", "name a folder that you may write with --out"};
}

Result<int> switch_off(Workspace& workspace) {
  Settings settings = workspace.settings();
  settings.signature_agent.clear();
  if (const auto saved = workspace.change_settings(settings); !saved) return saved.problem();
  std::printf("Requests are no longer signed. The key stays in %s/bot.pem.\n", workspace.key_folder().c_str());
  return nothing_found;
}

/// The agent that was named, else the one that is set.
Result<std::string> set_agent(Workspace& workspace, const std::string& named) {
  Settings settings = workspace.settings();
  if (!named.empty()) settings.signature_agent = without_slash(named);
  if (!crawler::is_signature_agent(settings.signature_agent))
    return Problem{Problem::Kind::bad_input, "bot-key",
                   settings.signature_agent.empty() ? "no address is set under which the key is published"
                                                    : "\"" + named + "\" is no https address without a query",
                   "name it with --agent https://bot.example.org"};
  if (settings.signature_agent == workspace.settings().signature_agent) return settings.signature_agent;
  if (const auto saved = workspace.change_settings(settings); !saved) return saved.problem();
  return settings.signature_agent;
}

Result<int> run_bot_key(Roof& roof, const BotKeyOptions& options) {
  auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  if (options.off) return switch_off(*workspace);
  const auto agent = set_agent(*workspace, options.agent);
  if (!agent) return agent.problem();
  auto key = workspace->open_bot_key();
  if (!key) return key.problem();
  const crawler::BotIdentity identity{std::move(*key), *agent};
  const std::string path = (options.out.empty() ? workspace->key_folder() : options.out) + "/" + directory_name;
  std::string headers;
  for (const Header& header : crawler::key_directory_headers(identity, roof.clock.now(), options.days))
    headers.append(header.name).append(": ").append(header.value).append("\n");
  if (const auto done = write_text(path, crawler::key_directory(identity.key)); !done) return done.problem();
  if (const auto done = write_text(path + ".headers", headers); !done) return done.problem();
  std::printf("Requests are signed with the key %s.\n", identity.key.thumbprint().c_str());
  std::printf("Publish %s\n  at %s/.well-known/%s\n  with the headers in %s.headers, good for %d days.\n", path.c_str(),
              agent->c_str(), directory_name, path.c_str(), options.days);
  return nothing_found;
}

}  // namespace

void add_bot_key_command(CLI::App& app, Roof& roof) {
  auto options = std::make_shared<BotKeyOptions>();
  auto* command = app.add_subcommand("bot-key", "Sign requests, so that sites can check who crawls (Web Bot Auth)");
  command->add_option("--agent", options->agent, "https address under which you publish the key");
  command->add_option("--out", options->out,
                      "Folder for the files to publish; the workspace's keys/ where none is given");
  command->add_option("--days", options->days, "How long the headers of the published file are good")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  command->add_flag("--off", options->off, "Sign no more");
  command->footer(
      "The key is made on first use, in the workspace's keys/bot.pem, for your eyes only.\n"
      "Run it again before the headers run out; the key stays the same.\n"
      "Example:\n  markhound bot-key --agent https://bot.example.org --out ./public");
  command->callback([&roof, options] { roof.run([&] { return run_bot_key(roof, *options); }); });
}

}  // namespace markhound::cli
