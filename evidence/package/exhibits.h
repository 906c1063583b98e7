// The JSON files and texts of a package.
#pragma once

#include <string>

#include "evidence/report/case.h"

namespace markhound::evidence {

std::string findings_json(const Case& item);
std::string listings_json(const Case& item);
std::string rights_json(const Case& item);
std::string environment_json(const Case& item);

/// "marks/…", the name under which a mark's picture lies in the package.
std::string mark_file(const std::string& picture);

/// English and Chinese.
std::string how_to_check(const Case& item);
std::string what_this_does_not_prove(const Case& item);

}  // namespace markhound::evidence
