#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "index/csv.h"
#include "index/import_run.h"
#include "index/record.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

enum class Column { id, name, aliases, logos, office, number, classes, goods, owner, status, authorised, unknown };

/// "Registration No." and "registration_no" are the same heading.
std::string heading(const std::string& cell) {
  std::string letters;
  for (unsigned char c : cell) {
    if (std::isalnum(c) || c >= 0x80) letters += static_cast<char>(std::tolower(c));
  }
  return letters;
}

Column column_of(const std::string& cell) {
  static const std::unordered_map<std::string, Column> columns = {
      {"id", Column::id},
      {"markid", Column::id},
      {"name", Column::name},
      {"mark", Column::name},
      {"trademark", Column::name},
      {"wordmark", Column::name},
      {"brand", Column::name},
      {"商标", Column::name},
      {"aliases", Column::aliases},
      {"alias", Column::aliases},
      {"nicknames", Column::aliases},
      {"logos", Column::logos},
      {"logo", Column::logos},
      {"image", Column::logos},
      {"images", Column::logos},
      {"office", Column::office},
      {"country", Column::office},
      {"number", Column::number},
      {"registrationnumber", Column::number},
      {"registrationno", Column::number},
      {"regno", Column::number},
      {"注册号", Column::number},
      {"classes", Column::classes},
      {"class", Column::classes},
      {"niceclasses", Column::classes},
      {"niceclass", Column::classes},
      {"类别", Column::classes},
      {"goods", Column::goods},
      {"goodsandservices", Column::goods},
      {"owner", Column::owner},
      {"holder", Column::owner},
      {"status", Column::status},
      {"authorised", Column::authorised},
      {"authorized", Column::authorised},
      {"authorisedsellers", Column::authorised},
      {"authorizedsellers", Column::authorised},
  };
  const auto found = columns.find(heading(cell));
  return found == columns.end() ? Column::unknown : found->second;
}

void set_cell(Column column, std::string cell, MarkRecord& record) {
  switch (column) {
    case Column::id: record.id = std::move(cell); break;
    case Column::name: record.name = std::move(cell); break;
    case Column::aliases: record.aliases = split_list(cell); break;
    case Column::logos: record.logos = split_list(cell); break;
    case Column::office: record.office = std::move(cell); break;
    case Column::number: record.number = std::move(cell); break;
    case Column::classes:
      std::replace_if(
          cell.begin(), cell.end(), [](char c) { return c == ',' || c == ' '; }, ';');
      record.classes = split_list(cell);
      break;
    case Column::goods: record.goods = std::move(cell); break;
    case Column::owner: record.owner = std::move(cell); break;
    case Column::status: record.status = std::move(cell); break;
    case Column::authorised: record.authorised = split_list(cell); break;
    case Column::unknown: break;
  }
}

Result<Mark> mark_of(CsvReader::Record record, const std::vector<Column>& columns, const std::string& where) {
  MarkRecord fields;
  const bool more =
      std::any_of(record.cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns.size(), record.cells.size())),
                  record.cells.end(), [](const std::string& cell) { return !trimmed(cell).empty(); });
  if (more) {
    return Problem{Problem::Kind::bad_input, where, "the record has more cells than the header",
                   "put cells that hold the separator in double quotes"};
  }
  for (std::size_t i = 0; i < std::min(columns.size(), record.cells.size()); ++i) {
    if (first_ill_formed(record.cells[i])) {
      return Problem{Problem::Kind::bad_input, where, "the record is not valid UTF-8", "save the file as UTF-8"};
    }
    set_cell(columns[i], std::move(record.cells[i]), fields);
  }
  return mark_from_record(std::move(fields), where);
}

std::optional<Problem> read_header(CsvReader& reader, ImportRun& run, std::vector<Column>& columns) {
  auto header = reader.next();
  std::vector<std::string> unknown;
  if (header) {
    for (const std::string& cell : header->cells) {
      columns.push_back(column_of(cell));
      if (columns.back() == Column::unknown && !trimmed(cell).empty()) unknown.push_back(cell);
    }
  }
  const auto has = [&](Column column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
  if (!has(Column::name) && !has(Column::logos)) {
    return Problem{Problem::Kind::bad_input, run.path(), "the first line names neither a `name` nor a `logos` column",
                   "begin the file with a header such as: id,name,office,number,classes"};
  }
  run.note_unknown(unknown);
  return std::nullopt;
}

}  // namespace

std::optional<Problem> import_csv(LineReader& lines, char separator, ImportRun& run) {
  CsvReader reader(lines, separator);
  std::vector<Column> columns;
  if (auto problem = read_header(reader, run, columns)) return problem;
  while (auto record = reader.next()) {
    const std::size_t line = record->line;
    if (record->fault == Problem::Kind::limit) {
      run.too_long(line);
    } else if (record->fault) {
      run.refuse({Problem::Kind::bad_input, run.where(line), "a double quote is opened here and never closed",
                  "close it, or double it where it is meant as a character"});
    } else {
      run.accept(mark_of(std::move(*record), columns, run.where(line)), line);
    }
  }
  return std::nullopt;
}

}  // namespace markhound::index
