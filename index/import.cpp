#include "index/import.h"

#include <cctype>
#include <filesystem>

#include "index/csv.h"
#include "index/import_run.h"
#include "index/mark_json.h"
#include "index/record.h"

namespace markhound::index {

namespace fs = std::filesystem;

void ImportRun::too_long(std::size_t line) {
  refuse({Problem::Kind::limit, where(line), "the record has over 1 MB", "a mark's text is shorter: check the file"});
}

void ImportRun::note_unknown(const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name.substr(0, 60);
  count_.notes.push_back(path_ + ": not read: " + list + " (docs/import.md lists the fields)");
}

void ImportRun::accept(Result<Mark> mark, std::size_t line) {
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

void ImportRun::resolve(std::string& logo) const {
  if (!logo.empty() && fs::path(logo).is_relative()) {
    logo = (fs::path(path_).parent_path() / logo).lexically_normal().string();
  }
}

namespace {

void import_json_lines(LineReader& lines, ImportRun& run) {
  bool noted = false;
  while (auto line = lines.next()) {
    if (line->too_long) {
      run.too_long(line->number);
      continue;
    }
    if (trimmed(line->text).empty()) continue;
    if (!noted) {
      const auto unknown = unknown_fields(line->text);
      noted = !unknown.empty();
      run.note_unknown(unknown);
    }
    run.accept(mark_from_json(line->text, run.where(line->number)), line->number);
  }
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
  ImportRun run(path, take);
  if (is_json(path, first)) {
    import_json_lines(lines, run);
  } else if (auto problem = import_csv(lines, CsvReader::separator_of(first), run)) {
    return *problem;
  }
  if (lines.failed()) {
    run.refuse({Problem::Kind::io, path, "reading stopped before the end", "check the disk and import again"});
  }
  return run.count();
}

}  // namespace markhound::index
