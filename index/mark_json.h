// What the importer asks of a line of JSON besides the mark that import.h reads from it.
#pragma once

#include <string>
#include <vector>

namespace markhound::index {

/// Names in the object that no field of a mark reads; empty where the line is no object.
std::vector<std::string> unknown_fields(const std::string& line);

}  // namespace markhound::index
