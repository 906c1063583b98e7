#include <algorithm>
#include <unordered_map>

#include "index/csv.h"
#include "index/import_run.h"
#include "index/record.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

/// What a heading is also called. Headings are compared by their letters and digits.
const std::string* known_name(const std::string& heading) {
  static const std::unordered_map<std::string, std::string> names = {
      {"markid", "id"},
      {"mark", "name"},
      {"trademark", "name"},
      {"wordmark", "name"},
      {"brand", "name"},
      {"商标", "name"},
      {"alias", "aliases"},
      {"nicknames", "aliases"},
      {"logo", "logos"},
      {"image", "logos"},
      {"images", "logos"},
      {"country", "office"},
      {"registrationnumber", "number"},
      {"registrationno", "number"},
      {"regno", "number"},
      {"注册号", "number"},
      {"serialnumber", "serial"},
      {"serialno", "serial"},
      {"applicationnumber", "serial"},
      {"applicationno", "serial"},
      {"申请号", "serial"},
      {"filingdate", "filed"},
      {"applicationdate", "filed"},
      {"registrationdate", "registered"},
      {"expirydate", "expires"},
      {"expirationdate", "expires"},
      {"class", "classes"},
      {"niceclasses", "classes"},
      {"niceclass", "classes"},
      {"类别", "classes"},
      {"goodsandservices", "goods"},
      {"holder", "owner"},
      {"authorized", "authorised"},
      {"authorisedsellers", "authorised"},
      {"authorizedsellers", "authorised"},
      {"viennacodes", "vienna"},
      {"viennaclasses", "vienna"},
      {"standardcharacter", "standard_characters"},
  };
  const auto found = names.find(heading);
  return found == names.end() ? nullptr : &found->second;
}

/// The field that a column holds; "" where nothing reads it.
std::string field_of(const std::string& cell, const FieldMap& map) {
  if (const auto mapped = map.field_of(cell)) return *mapped;
  const std::string heading = plain_heading(cell);
  std::string field;
  if (const std::string* known = known_name(heading)) field = *known;
  const auto named = [&](const auto& one) { return plain_heading(one.name) == heading; };
  for (const TextField& one : text_fields())
    if (named(one)) field = one.name;
  for (const ListField& one : list_fields())
    if (named(one)) field = one.name;
  if (heading == "logos") field = "logos";
  // A field that the user has mapped is read from where the user says.
  return map.find(field) ? std::string{} : field;
}

void set_cell(const std::string& field, std::string cell, MarkRecord& record) {
  if (field == "logos") record.logos = split_list(cell);
  for (const TextField& one : text_fields())
    if (field == one.name) record.*one.text = std::move(cell);
  for (const ListField& one : list_fields()) {
    if (field != one.name) continue;
    if (field == "classes") {
      std::replace_if(
          cell.begin(), cell.end(), [](char c) { return c == ',' || c == ' '; }, ';');
    }
    record.*one.list = split_list(cell);
  }
}

struct Columns {
  std::vector<std::string> fields;  ///< of each column in turn; "" where nothing reads it
  Keeps keeps;
};

Result<Mark> mark_of(CsvReader::Record record, const Columns& header, const FieldMap& map, const std::string& where) {
  const std::vector<std::string>& columns = header.fields;
  MarkRecord fields;
  for (const auto& [field, source] : map.sources())
    if (source.constant) set_cell(field, source.name, fields);
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

std::optional<Problem> read_header(CsvReader& reader, ImportRun& run, Columns& columns) {
  auto header = reader.next();
  std::vector<std::string> unknown;
  if (header) {
    for (const std::string& cell : header->cells) {
      columns.fields.push_back(field_of(cell, run.map()));
      if (columns.fields.back().empty() && !trimmed(cell).empty()) unknown.push_back(cell);
    }
  }
  const auto has = [&](const char* field) {
    const FieldMap::Source* source = run.map().find(field);
    return (source && source->constant) ||
           std::find(columns.fields.begin(), columns.fields.end(), field) != columns.fields.end();
  };
  for (const auto& [field, source] : run.map().sources()) {
    if (has(field.c_str())) continue;
    return Problem{Problem::Kind::bad_input, run.name(), "no column is called \"" + source.name + "\"",
                   "name one of the first line in --map " + field + "=…"};
  }
  if (!has("name") && !has("logos") && !has("serial")) {
    return Problem{Problem::Kind::bad_input, run.name(), "the first line names neither a `name` nor a `logos` column",
                   "begin the file with a header such as: id,name,office,number,classes"};
  }
  columns.keeps = {!has("aliases"), !has("authorised"), !has("logos")};
  run.note_unknown(unknown);
  return std::nullopt;
}

}  // namespace

std::optional<Problem> import_csv(LineReader& lines, char separator, ImportRun& run) {
  CsvReader reader(lines, separator);
  Columns columns;
  if (auto problem = read_header(reader, run, columns)) return problem;
  while (auto record = run.stopped() ? std::nullopt : reader.next()) {
    const std::size_t line = record->line;
    run.begin_record();
    if (record->fault == Problem::Kind::limit) {
      run.too_long(line);
    } else if (record->fault) {
      run.refuse({Problem::Kind::bad_input, run.where(line), "a double quote is opened here and never closed",
                  "close it, or double it where it is meant as a character"});
    } else {
      run.accept_once(mark_of(std::move(*record), columns, run.map(), run.where(line)), columns.keeps, line);
    }
  }
  return std::nullopt;
}

}  // namespace markhound::index
