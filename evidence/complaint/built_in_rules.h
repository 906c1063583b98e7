// The rules files of evidence/rules as they were at build time.
#pragma once

#include <string_view>
#include <vector>

namespace markhound::evidence::complaint {

struct RulesFile {
  std::string_view name;  ///< "amazon"
  std::string_view json;
};

/// In alphabetic order; "general" is among them.
const std::vector<RulesFile>& built_in_rules();

}  // namespace markhound::evidence::complaint
