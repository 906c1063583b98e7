// Marks from files: registers of offices (USPTO, WIPO ST.66 and ST.96), CSV and JSON, plain or packed.
// docs/import.md describes formats and fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/mark.h"
#include "core/problem.h"
#include "core/result.h"
#include "index/import/field_map.h"
#include "index/update.h"

namespace markhound::index {

/// uspto: trademark applications, daily and annual, DTD v2.0. st66, st96: WIPO's XML for trademarks. json: objects of
/// an array, or one after another, over any number of lines. jsonl: an object a line.
enum class ImportFormat { uspto, st66, st96, csv, jsonl, json };

const char* to_string(ImportFormat format);
std::optional<ImportFormat> import_format_from(const std::string& name);

struct Imported {
  Mark mark;                ///< with an id
  Keeps keeps;              ///< what an earlier record of the mark keeps, since this one has no word on it
  std::size_t records = 0;  ///< of the file, up to this one
};

struct ImportOptions {
  std::optional<ImportFormat> format;  ///< none: told by the content
  FieldMap map;                        ///< for CSV and JSON
  std::size_t skip = 0;                ///< so many records were dealt with by an earlier run; nothing is said of them
  /// Gets a problem as it is met. Without it the first thousand are in ImportCount::problems.
  std::function<void(const Problem&)> report;
  /// Called every thousand records: records so far, and the share of the file's bytes read, 0 to 1.
  std::function<void(std::size_t records, double share)> progress;
  /// Asked before each record: true ends the reading there.
  std::function<bool()> stopped;
};

struct ImportCount {
  std::size_t records = 0;         ///< in the file, good and bad, those skipped among them
  std::size_t read = 0;            ///< marks handed over
  std::size_t refused = 0;         ///< records with an error, and what ended a file before its end
  std::vector<Problem> problems;   ///< a record each, with its place; the others are imported all the same
  std::vector<std::string> notes;  ///< about the file as a whole: columns that nothing reads
};

/// Streams the marks of a file, which may be packed by gzip or zip (each file within on its own), in memory that does
/// not grow with it. Logo paths come back resolved against the file's folder. A record of over 1 MB (XML: 8 MB), or
/// with bytes that are no UTF-8, is refused; so is one of CSV or JSON with an id that an earlier record has, up to a
/// million ids. A Problem only where the file as a whole cannot be read; what was handed over before stands.
Result<ImportCount> import_marks(const std::string& path, const std::function<void(Imported)>& take,
                                 const ImportOptions& options = {});

/// The same for the same file: its size, time, beginning and end. A Problem where it cannot be read.
Result<std::string> file_fingerprint(const std::string& path);

/// The mark of one JSON object (a line of JSONL), or why it is none. The id may be empty: default_mark_id gives one.
Result<Mark> mark_from_json(const std::string& line, const std::string& where);

/// One line of JSON that mark_from_json reads back to an equal mark.
std::string to_json(const Mark& mark);

/// The id of a mark that was given none: "US-85334015" from office and serial number, else "US-5551234" from office and
/// registration number, else "nordfjell-1a2b3c4d" from its name and a hash over name, owner, classes and logos.
std::string default_mark_id(const Mark& mark);

}  // namespace markhound::index
