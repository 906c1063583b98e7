// What the importer asks of a line of JSON besides the mark that import.h reads from it.
#pragma once

#include <string>
#include <vector>

#include "index/import.h"
#include "index/import/field_map.h"

namespace markhound::index {

/// Names in the object that no field of a mark reads; empty where the line is no object.
std::vector<std::string> unknown_fields(const std::string& line, const FieldMap& map);

struct MappedMark {
  Mark mark;
  Keeps keeps;  ///< what the object has no word on
};

/// As mark_from_json, with fields under names of the file's own.
Result<MappedMark> mapped_mark_from_json(const std::string& line, const std::string& where, const FieldMap& map);

}  // namespace markhound::index
