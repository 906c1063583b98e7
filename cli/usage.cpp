#include "cli/usage.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace markhound::cli {
namespace {

/// Levenshtein's distance, a row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

/// The command that was being given: "mark add" of `markhound mark add --nmae X`.
const CLI::App* innermost(const CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().back();
  return app;
}

std::string full_name(const CLI::App* app) {
  const std::string above = app->get_parent() ? full_name(app->get_parent()) + " " : "";
  return above + app->get_name();
}

/// Subcommands for a plain word, options for one that begins with a dash.
std::vector<std::string> names_like(const CLI::App* app, const std::string& word) {
  std::vector<std::string> names;
  if (word.starts_with("-")) {
    for (const CLI::Option* option : app->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  } else {
    for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(command->get_name());
  }
  return names;
}

/// A guess is worth printing up to a third of the word's letters.
std::string guess(const CLI::App* app, const std::string& word) {
  std::string best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& name : names_like(app, word)) {
    const std::size_t apart = distance(word, name);
    if (apart < least) {
      least = apart;
      best = name;
    }
  }
  return best;
}

/// The first word that fits nowhere; empty where something else is wrong.
std::string stray_word(const CLI::App* app) {
  const auto strays = app->remaining(true);
  return strays.empty() ? "" : strays.front().substr(0, strays.front().find('='));
}

}  // namespace

std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  const CLI::App* command = innermost(app);
  const std::string name = full_name(command);
  const std::string word = stray_word(app);
  const bool wants_command = command->get_require_subcommand_min() > 0;
  std::string what = error.what();
  if (!word.empty() && (wants_command || word.starts_with("-"))) {
    const std::string best = guess(command, word);
    what = std::string("there is no ") + (word.starts_with("-") ? "option" : "command") + " \"" + word + "\"";
    if (!best.empty()) return name + ": " + what + "; did you mean \"" + best + "\"?\n";
  } else if (wants_command) {
    what = "a command is needed";
  }
  std::replace(what.begin(), what.end(), '\n', ' ');
  return name + ": " + what + "; see " + name + " --help\n";
}

}  // namespace markhound::cli
