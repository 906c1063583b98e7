// The state of this machine at the time of an export: what a court asks about before it believes a capture.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/workspace.h"

namespace markhound::cli {

/// Name and value: operating system, host, the program and its digest, the workspace's settings, the OCR data, proxy
/// variables, name servers, hosts file.
std::vector<std::pair<std::string, std::string>> environment_record(const Workspace& workspace);

}  // namespace markhound::cli
