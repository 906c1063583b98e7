// Which Nice classes the goods of a listing fall into, told by its own words.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/listing.h"

namespace markhound::matcher {

/// Empty where no word tells. The title decides; the category only where the title is silent.
std::set<int> classes_of(const Listing& listing);

enum class GoodsRelation { unknown, same, related, unlike };

/// `registered` are the classes of a mark; unknown where either side is empty.
GoodsRelation relate(const std::set<int>& offered, const std::vector<int>& registered);

}  // namespace markhound::matcher
