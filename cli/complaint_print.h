// Complaints as people read them on a terminal, and as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/json.h"
#include "evidence/complaint/check.h"
#include "evidence/complaint/notice.h"
#include "evidence/complaint/standing.h"
#include "evidence/complaint/write.h"

namespace markhound::cli {

/// A few lines: what, how to mend it, the rule and where it is from.
std::string describe(const evidence::complaint::Remark& remark);
Json to_json(const evidence::complaint::Remark& remark);

std::string describe(const evidence::complaint::Notice& notice);
Json to_json(const evidence::complaint::Notice& notice);

std::string describe(const evidence::complaint::Due& due, evidence::complaint::Day today);
Json to_json(const evidence::complaint::Due& due, const evidence::complaint::Form& form,
             evidence::complaint::Day today);

/// A notice that was written out, with its files.
std::string describe(const evidence::complaint::Draft& draft,
                     const std::vector<evidence::complaint::WrittenFile>& files);
Json to_json(const evidence::complaint::Draft& draft, const std::vector<evidence::complaint::WrittenFile>& files);

Json to_json(const evidence::complaint::ThresholdState& state, const evidence::complaint::Form& form);

}  // namespace markhound::cli
