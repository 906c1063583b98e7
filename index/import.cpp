#include "index/import.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <unordered_map>

#include "index/csv.h"
#include "index/line_reader.h"
#include "index/mark_json.h"
#include "index/record.h"
#include "index/utf8.h"

namespace markhound::index {
namespace {

namespace fs = std::filesystem;

/// One import under way: what every format does with a record once it is read.
class Import {
 public:
  Import(std::string path, const std::function<void(Mark)>& take) : path_(std::move(path)), take_(take) {}

  const std::string& path() const { return path_; }
  std::string where(std::size_t line) const { return path_ + " line " + std::to_string(line); }
  void refuse(Problem problem) { count_.problems.push_back(std::move(problem)); }
  void note(std::string text) { count_.notes.push_back(std::move(text)); }
  ImportCount count() { return std::move(count_); }

  void too_long(std::size_t line) {
    refuse({Problem::Kind::limit, where(line), "the record has over 1 MB", "a mark's text is shorter: check the file"});
  }

  void accept(Result<Mark> mark, std::size_t line) {
    if (!mark) return refuse(mark.problem());
    if (mark->id.empty()) mark->id = default_mark_id(*mark);
    const auto [earlier, is_new] = line_of_id_.emplace(mark->id, line);
    if (!is_new) {
      return refuse({Problem::Kind::bad_input, where(line),
                     "the id \"" + mark->id + "\" stands on line " + std::to_string(earlier->second) + " already",
                     "the first was taken; give this one an id of its own"});
    }
    for (LogoImage& logo : mark->logos) resolve(logo.path);
    ++count_.read;
    take_(std::move(*mark));
  }

 private:
  void resolve(std::string& logo) const {
    if (!logo.empty() && fs::path(logo).is_relative()) {
      logo = (fs::path(path_).parent_path() / logo).lexically_normal().string();
    }
  }

  std::string path_;
  const std::function<void(Mark)>& take_;
  ImportCount count_;
  std::unordered_map<std::string, std::size_t> line_of_id_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string line;
  for (const std::string& text : texts) line += (line.empty() ? "" : ", ") + text.substr(0, 60);
  return line;
}

void note_unknown(const std::vector<std::string>& unknown, Import& import) {
  if (!unknown.empty())
    import.note(import.path() + ": not read: " + joined(unknown) + " (docs/import.md lists the fields)");
}

void import_json_lines(LineReader& lines, Import& import) {
  bool noted = false;
  while (auto line = lines.next()) {
    if (line->too_long) {
      import.too_long(line->number);
      continue;
    }
    if (trimmed(line->text).empty()) continue;
    if (!noted) {
      const auto unknown = unknown_fields(line->text);
      noted = !unknown.empty();
      note_unknown(unknown, import);
    }
    import.accept(mark_from_json(line->text, import.where(line->number)), line->number);
  }
}

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

std::optional<Problem> read_header(CsvReader& reader, Import& import, std::vector<Column>& columns) {
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
    return Problem{Problem::Kind::bad_input, import.path(),
                   "the first line names neither a `name` nor a `logos` column",
                   "begin the file with a header such as: id,name,office,number,classes"};
  }
  note_unknown(unknown, import);
  return std::nullopt;
}

std::optional<Problem> import_csv(LineReader& lines, char separator, Import& import) {
  CsvReader reader(lines, separator);
  std::vector<Column> columns;
  if (auto problem = read_header(reader, import, columns)) return problem;
  while (auto record = reader.next()) {
    const std::size_t line = record->line;
    if (record->fault == Problem::Kind::limit) {
      import.too_long(line);
    } else if (record->fault) {
      import.refuse({Problem::Kind::bad_input, import.where(line), "a double quote is opened here and never closed",
                     "close it, or double it where it is meant as a character"});
    } else {
      import.accept(mark_of(std::move(*record), columns, import.where(line)), line);
    }
  }
  return std::nullopt;
}

std::string first_line(const std::string& path) {
  LineReader lines(path);
  auto line = lines.next();
  while (line && trimmed(line->text).empty()) line = lines.next();
  return line ? line->text : std::string{};
}

bool is_json(const std::string& path, const std::string& first) {
  std::string ending = fs::path(path).extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (ending == ".csv" || ending == ".tsv") return false;
  return ending == ".jsonl" || ending == ".ndjson" || ending == ".json" || trimmed(first).starts_with("{");
}

std::optional<Problem> check_readable(const std::string& path, const LineReader& lines, const std::string& first) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Problem{Problem::Kind::not_found, path, "there is no such file", "check the path"};
  }
  if (fs::is_directory(path, error) || !lines.is_open()) {
    return Problem{Problem::Kind::io, path, "cannot be opened for reading",
                   "name a CSV or JSONL file that you may read"};
  }
  if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF")) {
    return Problem{Problem::Kind::bad_input, path, "the file is UTF-16", "save it as UTF-8"};
  }
  return std::nullopt;
}

}  // namespace

Result<ImportCount> import_marks(const std::string& path, const std::function<void(Mark)>& take) {
  const std::string first = first_line(path);
  LineReader lines(path);
  if (auto problem = check_readable(path, lines, first)) return *problem;
  if (first.empty()) return Problem{Problem::Kind::bad_input, path, "the file is empty", "write one mark a line"};
  Import import(path, take);
  if (is_json(path, first)) {
    import_json_lines(lines, import);
  } else if (auto problem = import_csv(lines, CsvReader::separator_of(first), import)) {
    return *problem;
  }
  if (lines.failed()) {
    import.refuse({Problem::Kind::io, path, "reading stopped before the end", "check the disk and import again"});
  }
  return import.count();
}

}  // namespace markhound::index
