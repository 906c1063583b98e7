// The state of this machine at the time of an export: what a court asks about before it believes a capture.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace markhound::cli {

/// Name and value: operating system, host, program and its digest, proxy variables, name servers, hosts file, locale,
/// library versions.
std::vector<std::pair<std::string, std::string>> environment_record();

}  // namespace markhound::cli
