// What a wrong command line is told: one line that names the word and what was probably meant.
#pragma once

#include <string>

namespace CLI {
class App;
class Error;
}  // namespace CLI

namespace markhound::cli {

/// For CLI::App::failure_message(): "markhound mark: there is no command “ad”; did you mean “add”?".
std::string usage_message(const CLI::App* app, const CLI::Error& error);

}  // namespace markhound::cli
