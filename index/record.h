// One record of an import file as text, whatever the file's format, and the mark made of it.
#pragma once

#include <span>
#include <string>
#include <string_view>
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
  std::string serial;
  std::string status_code;
  std::string status_date;
  std::string filed;
  std::string registered;
  std::string expires;
  std::string updated;
  std::string standard_characters;  ///< "true", "T", "1", "yes", or what says no
  std::string drawing;
  std::string disclaimer;
  std::vector<std::string> vienna;
  std::string image_file;
};

/// Fields of one text, and fields that are lists, by the names that JSON, CSV and mappings have for them. `logos` may
/// be more than text in JSON and is not among them.
struct TextField {
  const char* name;
  std::string MarkRecord::*text;
};
struct ListField {
  const char* name;
  std::vector<std::string> MarkRecord::*list;
};
std::span<const TextField> text_fields();
std::span<const ListField> list_fields();
/// Whether a mark has such a field, `logos` among them.
bool is_field(std::string_view name);

/// Checks and orders the values; `where` names the record in the Problem.
Result<Mark> mark_from_record(MarkRecord record, const std::string& where);

/// Cuts a cell at `;` and `|`, trims the parts, and drops the empty ones.
std::vector<std::string> split_list(const std::string& cell);

std::string trimmed(const std::string& text);

}  // namespace markhound::index
