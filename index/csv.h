// Comma- or tab-separated values: RFC 4180, with what real exports add to it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/problem.h"
#include "index/line_reader.h"

namespace markhound::index {

/// Records of cells. A quoted cell may hold separators, doubled quotes and line ends; a quote inside an unquoted cell
/// stands for itself.
class CsvReader {
 public:
  struct Record {
    std::vector<std::string> cells;
    std::size_t line = 0;                ///< where it begins, from 1
    std::optional<Problem::Kind> fault;  ///< bad_input: a quote never closed; limit: over 1 MB. Cells are empty then
  };

  CsvReader(LineReader& lines, char separator) : lines_(lines), separator_(separator) {}

  /// The next record that is not an empty line; nothing at the end.
  std::optional<Record> next();

  /// Tab where the header has tabs and no comma outside quotes, else a comma or a semicolon, whichever is more.
  static char separator_of(const std::string& header);

 private:
  class Cells;

  LineReader& lines_;
  char separator_;
};

}  // namespace markhound::index
