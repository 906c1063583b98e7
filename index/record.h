// One record of an import file as text, whatever the file's format, and the mark made of it.
#pragma once

#include <string>
#include <vector>

#include "core/mark.h"
#include "core/result.h"

namespace markhound::index {

/// The values of a record before they are checked; every field may be empty.
struct MarkRecord {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> logos;
  std::string office;
  std::string number;
  std::vector<std::string> classes;
  std::string goods;
  std::string owner;
  std::string status;
  std::vector<std::string> authorised;
};

/// Checks and orders the values; `where` names the record in the Problem.
Result<Mark> mark_from_record(MarkRecord record, const std::string& where);

/// Cuts a cell at `;` and `|`, trims the parts, and drops the empty ones.
std::vector<std::string> split_list(const std::string& cell);

std::string trimmed(const std::string& text);

}  // namespace markhound::index
