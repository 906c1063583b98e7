// Gathers a case from the vault.
#pragma once

#include "evidence/report/case.h"

namespace markhound::evidence {

/// Reads every capture that the findings name. Problem of kind bad_input where a mark is not given, of kind not_found
/// where a capture is gone.
Result<Case> gather_case(Vault& vault, const PackageRequest& request, Clock& clock);

}  // namespace markhound::evidence
