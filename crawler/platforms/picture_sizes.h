// One picture in several sizes is one picture.
#pragma once

#include <string>
#include <vector>

namespace markhound::crawler {

/// Of addresses that differ only in the size that they ask for ("s-l400.jpg", "._SX300_.jpg", "_640x640.jpg",
/// "?width=600", "_tn") the largest, in the place of the first. An address that names no size is the original, and the
/// largest.
std::vector<std::string> largest_sizes(const std::vector<std::string>& urls);

}  // namespace markhound::crawler
