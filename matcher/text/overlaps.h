// Which of the matches of one text stand, where several claim the same place.
#pragma once

#include <vector>

#include "core/match.h"

namespace markhound::matcher {

/// Best first. A mark keeps its best match of a place. What is written as one mark's own name is not also a misspelling
/// of another, and a name inside a longer name is no use of the shorter.
std::vector<TextMatch> settle_overlaps(std::vector<TextMatch> matches);

}  // namespace markhound::matcher
