// One import under way: what every format does with a record once it is read.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/import.h"
#include "index/import/byte_reader.h"
#include "index/import/packed_file.h"
#include "index/line_reader.h"

namespace markhound::index {

class ImportRun {
 public:
  /// All are borrowed for the run's life.
  ImportRun(const std::string& path, const PackedFile& file, const std::function<void(Imported)>& take,
            const ImportOptions& options)
      : path_(path), file_(file), take_(take), options_(options), name_(path) {}

  /// What follows comes from the file of that name within the zip; "" where the file is none.
  void enter(const std::string& part);
  /// "FILE", or "FILE: PART" within a zip.
  const std::string& name() const { return name_; }
  std::string where(std::size_t line) const { return name_ + " line " + std::to_string(line); }
  const FieldMap& map() const { return options_.map; }

  /// Counts one more record; each is then accepted, refused or passed by.
  void begin_record();
  std::size_t records() const { return count_.records; }
  bool stopped() const { return options_.stopped && options_.stopped(); }

  /// Of a record.
  void refuse(Problem problem);
  void too_long(std::size_t line);
  /// Gives the mark an id where it has none and hands it over, or refuses it.
  void accept(Result<Mark> mark, Keeps keeps);
  /// The same where an id may not come twice in a file: of a record that begins on that line.
  void accept_once(Result<Mark> mark, Keeps keeps, std::size_t line);

  /// Of the file as a whole; the same text once.
  void note(const std::string& text);
  void note_unknown(const std::vector<std::string>& names);
  /// What ended the file before its end.
  void fail(Problem problem);
  ImportCount count() { return std::move(count_); }

 private:
  bool skipping() const { return count_.records <= options_.skip; }
  void resolve(std::string& logo) const;
  void report(Problem problem);

  const std::string& path_;
  const PackedFile& file_;
  const std::function<void(Imported)>& take_;
  const ImportOptions& options_;
  std::string name_;
  ImportCount count_;
  std::set<std::string> noted_;
  std::unordered_map<std::uint64_t, std::size_t> line_of_id_;  ///< by hash: twelve million ids would not fit as text
};

/// A Problem where the header names no column that a mark can be made of.
std::optional<Problem> import_csv(LineReader& lines, char separator, ImportRun& run);
void import_json_lines(LineReader& lines, ImportRun& run);
void import_json_objects(ByteReader& bytes, ImportRun& run);
/// A Problem where the encoding is none that can be read.
std::optional<Problem> import_xml(ByteReader& bytes, ImportFormat format, ImportRun& run);

/// The format of what begins with `head`, by its content and the ending of its name. A Problem where it is none.
Result<ImportFormat> format_of(std::string_view head, const std::string& name);

}  // namespace markhound::index
