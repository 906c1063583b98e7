// Credentials of platforms' interfaces: from the environment, or from a file that nobody else can read. They go into
// requests and nowhere else.
#pragma once

#include <string>

#include "cli/settings.h"
#include "core/result.h"
#include "crawler/api/interface.h"

namespace markhound::cli {

/// The environment alone: what needs no workspace.
crawler::ApiAccess api_access_of_environment();

/// `settings` and credentials.json in `workspace` (an object of the variables' names and values; may be missing), the
/// environment before both: MARKHOUND_EBAY_CLIENT_ID, MARKHOUND_EBAY_BASE. A Problem of kind refused where others than
/// its owner may read or change the file, of kind bad_input where it holds anything but known names and texts.
Result<crawler::ApiAccess> load_api_access(const std::string& workspace, const Settings& settings);

}  // namespace markhound::cli
