// One import under way: what every format does with a record once it is read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/import.h"
#include "index/line_reader.h"

namespace markhound::index {

class ImportRun {
 public:
  /// `take` is borrowed for the run's life.
  ImportRun(std::string path, const std::function<void(Mark)>& take) : path_(std::move(path)), take_(take) {}

  const std::string& path() const { return path_; }
  std::string where(std::size_t line) const { return path_ + " line " + std::to_string(line); }
  void refuse(Problem problem) { count_.problems.push_back(std::move(problem)); }
  void too_long(std::size_t line);
  void note_unknown(const std::vector<std::string>& names);
  /// Gives the mark an id where it has none and hands it over, or refuses it.
  void accept(Result<Mark> mark, std::size_t line);
  ImportCount count() { return std::move(count_); }

 private:
  void resolve(std::string& logo) const;

  std::string path_;
  const std::function<void(Mark)>& take_;
  ImportCount count_;
  std::unordered_map<std::string, std::size_t> line_of_id_;
};

/// A Problem where the header names no column that a mark can be made of.
std::optional<Problem> import_csv(LineReader& lines, char separator, ImportRun& run);

}  // namespace markhound::index
