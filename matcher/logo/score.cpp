#include <cmath>

#include "matcher/logo/sighting.h"

namespace markhound::matcher {

double score_of(const Support& support) { return 1 / (1 + std::exp(3.0 - 0.8 * support.united)); }

}  // namespace markhound::matcher
