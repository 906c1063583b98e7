// A notice as the vault keeps it: all but its number and its outcomes, which are columns and rows of their own.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "evidence/complaint/notice.h"

namespace markhound::evidence::complaint {

std::string to_json(const Notice& notice);
Result<Notice> notice_from_json(std::string_view text);

}  // namespace markhound::evidence::complaint
