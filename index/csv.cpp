#include "index/csv.h"

#include <algorithm>

namespace markhound::index {

/// Cuts the text it is fed into cells; a line end inside quotes leaves the cell open.
class CsvReader::Cells {
 public:
  explicit Cells(char separator) : separator_(separator) {}

  void feed(const std::string& line) {
    for (std::size_t i = 0; i < line.size(); ++i) i += take(line[i], i + 1 < line.size() ? line[i + 1] : '\0');
    if (quoted_) cell_ += '\n';
  }
  bool open() const { return quoted_; }

  std::vector<std::string> finish() {
    end_cell();
    return std::move(cells_);
  }

 private:
  /// Returns how many further characters it used up.
  std::size_t take(char c, char next) {
    if (quoted_) {
      if (c != '"') {
        cell_ += c;
      } else if (next == '"') {
        cell_ += '"';
        return 1;
      } else {
        quoted_ = false;
      }
    } else if (c == '"' && fresh_) {
      quoted_ = true;
      fresh_ = false;
    } else if (c == separator_) {
      end_cell();
    } else {
      cell_ += c;
      fresh_ = false;
    }
    return 0;
  }

  void end_cell() {
    cells_.push_back(std::move(cell_));
    cell_.clear();
    fresh_ = true;
  }

  char separator_;
  bool quoted_ = false;
  bool fresh_ = true;
  std::string cell_;
  std::vector<std::string> cells_;
};

std::optional<CsvReader::Record> CsvReader::next() {
  auto line = lines_.next();
  while (line && line->text.empty() && !line->too_long) line = lines_.next();
  if (!line) return std::nullopt;
  Record record;
  record.line = line->number;
  Cells cells(separator_);
  std::size_t bytes = 0;
  while (true) {
    bytes += line->text.size() + 1;
    if (line->too_long || bytes > LineReader::max_bytes) {
      record.fault = Problem::Kind::limit;
      return record;
    }
    cells.feed(line->text);
    if (!cells.open()) break;
    line = lines_.next();
    if (!line) {
      record.fault = Problem::Kind::bad_input;
      return record;
    }
  }
  record.cells = cells.finish();
  return record;
}

char CsvReader::separator_of(const std::string& header) {
  const auto count = [&](char c) { return std::count(header.begin(), header.end(), c); };
  if (count('\t') > count(',') && count('\t') >= count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

}  // namespace markhound::index
