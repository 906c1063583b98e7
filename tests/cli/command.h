// Runs the built markhound as a user would, in a shell.
#pragma once

#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

#include "tests/test_data.h"

namespace markhound::test {

struct CommandResult {
  int exit_code = -1;
  std::string out;
  std::string err;

  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    std::istringstream text(out);
    for (std::string line; std::getline(text, line);) all.push_back(line);
    return all;
  }
};

inline std::string quoted(const std::string& word) {
  std::string safe = "'";
  for (char c : word) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe + "'";
}

/// Runs a shell command line; a command killed by a signal has exit code 128 and the signal's number.
inline CommandResult shell(const std::string& command) {
  TempFolder folder;
  const std::string out = (folder / "out").string();
  const std::string err = (folder / "err").string();
  const int status = std::system(("{ " + command + "\n} >" + quoted(out) + " 2>" + quoted(err)).c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(out), read_file(err)};
}

/// `markhound ARGUMENTS` with that workspace.
inline CommandResult markhound(const std::filesystem::path& workspace, const std::string& arguments) {
  return shell(quoted(MARKHOUND_PROGRAM) + " --workspace " + quoted(workspace.string()) + " " + arguments);
}

}  // namespace markhound::test
