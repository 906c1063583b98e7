#include "index/import.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "index/csv.h"
#include "index/import/json_objects.h"
#include "index/import_run.h"
#include "index/mark_json.h"
#include "index/record.h"

namespace markhound::index {

void import_json_lines(LineReader& lines, ImportRun& run) {
  bool noted = false;
  while (auto line = run.stopped() ? std::nullopt : lines.next()) {
    if (line->too_long) {
      run.begin_record();
      run.too_long(line->number);
      continue;
    }
    if (trimmed(line->text).empty()) continue;
    run.begin_record();
    if (!noted) {
      const auto unknown = unknown_fields(line->text, run.map());
      noted = !unknown.empty();
      run.note_unknown(unknown);
    }
    auto read = mapped_mark_from_json(line->text, run.where(line->number), run.map());
    if (!read) {
      run.refuse(read.problem());
    } else {
      run.accept_once(std::move(read->mark), read->keeps, line->number);
    }
  }
}

void import_json_objects(ByteReader& bytes, ImportRun& run) {
  JsonObjects objects(bytes);
  while (auto object = run.stopped() ? std::nullopt : objects.next()) {
    run.begin_record();
    const std::string where = run.name() + " record " + std::to_string(run.records());
    if (object->fault) {
      run.refuse({Problem::Kind::bad_input, where, object->fault, "mend the file there; the others are imported"});
      continue;
    }
    if (run.records() == 1) run.note_unknown(unknown_fields(object->text, run.map()));
    auto read = mapped_mark_from_json(object->text, where, run.map());
    if (!read) {
      run.refuse(read.problem());
    } else {
      run.accept(std::move(read->mark), read->keeps);
    }
  }
}

namespace {

constexpr std::size_t head_bytes = 64u << 10;

std::optional<Problem> import_part(ByteReader& bytes, const std::string& part,
                                   const std::optional<ImportFormat>& forced, ImportRun& run) {
  std::string_view head = bytes.peek(head_bytes).substr(0, head_bytes);
  if (bytes.problem()) return bytes.problem();
  if (head.empty()) return Problem{Problem::Kind::bad_input, run.name(), "the file is empty", "write one mark a line"};
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    return Problem{Problem::Kind::bad_input, run.name(), "the file is UTF-16", "save it as UTF-8"};
  }
  auto format = forced ? Result<ImportFormat>(*forced) : format_of(head, part.empty() ? run.name() : part);
  if (!format) return format.problem();
  head.remove_prefix(std::min(head.find_first_not_of(" \r\n"), head.size()));
  const char separator = CsvReader::separator_of(std::string(head.substr(0, head.find('\n'))));
  LineReader lines(bytes);
  switch (*format) {
    case ImportFormat::csv: return import_csv(lines, separator, run);
    case ImportFormat::jsonl: import_json_lines(lines, run); break;
    case ImportFormat::json: import_json_objects(bytes, run); break;
    default: return import_xml(bytes, *format, run);
  }
  return std::nullopt;
}

/// A zip may hold a picture or a readme beside the records: one part that is no register does not stop the others.
std::optional<Problem> import_parts(PackedFile& file, const std::optional<ImportFormat>& forced, ImportRun& run) {
  std::optional<Problem> first;
  bool any = false;
  while (true) {
    auto part = file.next();
    if (!part) return part.problem();
    if (!*part) break;
    run.enter(**part);
    ByteReader bytes([&file](char* into, std::size_t size) { return file.read(into, size); });
    auto problem = import_part(bytes, **part, forced, run);
    if (problem && (*part)->empty()) return problem;
    if (problem) run.note(problem->cause + "; " + problem->mend);
    if (problem && !first) first = problem;
    any = any || !problem;
    if (bytes.problem() && !problem) run.fail(*bytes.problem());
    if (bytes.problem() || run.stopped()) break;
  }
  if (any) return std::nullopt;
  return first ? first
               : Problem{Problem::Kind::bad_input, run.name(), "the file is empty", "name a file with marks in it"};
}

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash) {
  for (unsigned char c : bytes) hash = (hash ^ c) * 1099511628211u;
  return hash;
}

}  // namespace

Result<ImportCount> import_marks(const std::string& path, const std::function<void(Imported)>& take,
                                 const ImportOptions& options) {
  auto file = PackedFile::open(path);
  if (!file) return file.problem();
  ImportRun run(path, *file, take, options);
  auto problem = import_parts(*file, options.format, run);
  ImportCount count = run.count();
  if (!problem) return count;
  // What was read before the file failed is in the register: it is told as part of what was done.
  if (count.records == 0) return *problem;
  ++count.refused;
  if (options.report) {
    options.report(*problem);
  } else {
    count.problems.push_back(*problem);
  }
  return count;
}

Result<std::string> file_fingerprint(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto size = fs::file_size(path, error);
  const auto time = error ? fs::file_time_type() : fs::last_write_time(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in)
    return Problem{Problem::Kind::io, path, "cannot be opened for reading", "name a file that you may read"};
  std::string ends(2 * head_bytes, '\0');
  in.read(ends.data(), static_cast<std::streamsize>(std::min<std::uintmax_t>(size, head_bytes)));
  in.seekg(static_cast<std::streamoff>(size - std::min<std::uintmax_t>(size, head_bytes)));
  in.read(ends.data() + head_bytes, static_cast<std::streamsize>(std::min<std::uintmax_t>(size, head_bytes)));
  const auto ticks = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
  return std::to_string(size) + "-" + std::to_string(ticks) + "-" + std::to_string(fnv1a(ends, 14695981039346656037u));
}

}  // namespace markhound::index
