// Whether a registration covers the market that a listing sells into.
#pragma once

#include <string>

namespace markhound::matcher {

enum class Cover { unknown, covered, outside };

/// `office` is an ST.3 code ("US", "EM", "WO"), `market` an ISO 3166 country; unknown where either is empty or the
/// office's cover cannot be told from its code (an international registration).
Cover covers(const std::string& office, const std::string& market);

}  // namespace markhound::matcher
