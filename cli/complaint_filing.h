// What a complaint command is told, and the filing that it makes of it with what the workspace holds.
#pragma once

#include <string>
#include <vector>

#include "cli/workspace.h"
#include "evidence/complaint/desk.h"
#include "evidence/complaint/filing.h"

namespace CLI {
class App;
}

namespace markhound::cli {

struct ComplaintOptions {
  std::vector<std::string> ids;
  bool confirmed = false;  ///< all confirmed findings of the platform instead of ids
  std::string platform;
  std::string language;                ///< "en", "zh", "both"; empty: labels in both, words as the form wants
  std::vector<std::string> test_buys;  ///< "ORDER" or "ID=ORDER"
  std::vector<std::string> answers;    ///< "DEFENCE=text"
  evidence::complaint::Choices choices;
  std::string output;
  bool force = false;
  bool json = false;
};

/// The options that check and draft share.
void add_filing_options(CLI::App& command, ComplaintOptions& options);

/// Problem of kind bad_input where an option does not fit the form, not_found where an id is unknown.
Result<evidence::complaint::Filing> filing_of(const Workspace& workspace, evidence::complaint::Desk& desk,
                                              const ComplaintOptions& options, Clock& clock);

}  // namespace markhound::cli
