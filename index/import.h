// Marks from files: CSV with a header, and JSONL. docs/import.md describes the fields.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/mark.h"
#include "core/problem.h"
#include "core/result.h"

namespace markhound::index {

struct ImportCount {
  std::size_t read = 0;            ///< marks handed over
  std::vector<Problem> problems;   ///< a record each, named "FILE line N"; the others are imported all the same
  std::vector<std::string> notes;  ///< about the file as a whole: columns that nothing reads
};

/// Streams the marks of a .csv, .tsv, .jsonl or .ndjson file (any other ending: told by its first character), each
/// with an id. Logo paths come back resolved against the file's folder. A record of over 1 MB, with bytes that are no
/// UTF-8, or with an id that an earlier record has, is refused. A Problem only where the file as a whole cannot be
/// read.
Result<ImportCount> import_marks(const std::string& path, const std::function<void(Mark)>& take);

/// The mark of one JSON object (a line of JSONL), or why it is none. The id may be empty: default_mark_id gives one.
Result<Mark> mark_from_json(const std::string& line, const std::string& where);

/// One line of JSON that mark_from_json reads back to an equal mark.
std::string to_json(const Mark& mark);

/// The id of a mark that was given none: "US-5551234" from office and number, else "nordfjell-1a2b3c4d" from its name
/// and a hash over name, owner, classes and logos.
std::string default_mark_id(const Mark& mark);

}  // namespace markhound::index
