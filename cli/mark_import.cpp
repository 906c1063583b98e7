#include "cli/mark_import.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/mark_intake.h"
#include "cli/ordered_lines.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "index/import.h"

namespace markhound::cli {
namespace {

struct MarkImportOptions {
  std::vector<std::string> files;
  std::string format;
  std::string map;
  std::string errors;
};

/// A list longer than this is for a file.
constexpr std::size_t most_printed_errors = 1'000;

/// Every record that was refused: on standard error the first thousand, all of them as JSON in the file of --errors.
class ErrorList {
 public:
  ErrorList(Progress& progress, const std::string& path) : progress_(progress), path_(path) {
    if (!path.empty()) out_.open(path, std::ios::binary | std::ios::app);
  }

  Result<void> check() {
    out_.flush();
    if (path_.empty() || out_) return {};
    return Problem{Problem::Kind::io, path_, "cannot be written", "name another file with --errors"};
  }

  void add(const Problem& problem) {
    if (!path_.empty()) out_ << line_of(to_json(problem)) << '\n';
    if (++count_ <= most_printed_errors) progress_.report(problem);
  }

  std::size_t count() const { return count_; }
  std::size_t unprinted() const { return count_ > most_printed_errors ? count_ - most_printed_errors : 0; }

 private:
  Progress& progress_;
  std::string path_;
  std::ofstream out_;
  std::size_t count_ = 0;
};

std::size_t number_in(const std::string& text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class MarkImport {
 public:
  MarkImport(const Workspace& workspace, index::Register& marks, const MarkImportOptions& options,
             index::ImportOptions how)
      : marks_(marks),
        options_(options),
        how_(std::move(how)),
        intake_(workspace, marks, progress_, default_threads()),
        errors_(progress_, options.errors) {
    how_.report = [this](const Problem& problem) { errors_.add(problem); };
    how_.stopped = [this] { return intake_.stopped(); };
    how_.progress = [this](std::size_t records, double share) { show(records, share); };
  }

  Result<int> run() {
    if (auto done = errors_.check(); !done) return done.problem();
    for (const std::string& file : options_.files) {
      if (auto done = import(file); !done) return done.problem();
    }
    if (auto done = errors_.check(); !done) return done.problem();
    return finish();
  }

  const MarkIntake::Count& count() const { return intake_.count(); }

 private:
  void show(std::size_t records, double share) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    progress_.show(fmt::format("import: {} records, {:.0f} % of {}, {:.0f} a second", records, 100 * share,
                               inert(shown_), static_cast<double>(records - how_.skip) / std::max(took.count(), 0.01)));
  }

  /// A file that cannot be read loses no other; a register that cannot be written ends the command.
  Result<void> import(const std::string& file) {
    shown_ = file;
    began_ = std::chrono::steady_clock::now();
    // A file that cannot be opened is told by the import itself.
    const auto fingerprint = index::file_fingerprint(file);
    const std::string note =
        "import " + (fingerprint ? *fingerprint : file) + " " + options_.format + " " + how_.map.text();
    const auto earlier = marks_.note(note);
    if (!earlier) return earlier.problem();
    how_.skip = number_in(*earlier);
    if (how_.skip > 0)
      std::fprintf(stderr, "markhound: %s: going on after record %zu\n", inert(file).c_str(), how_.skip);
    intake_.begin_file(note);
    const auto count = index::import_marks(
        file, [&](index::Imported one) { intake_.take(std::move(one)); }, how_);
    if (const auto done = intake_.end_file(); !done) return done;
    if (!count) {
      errors_.add(count.problem());
      file_failed_ = true;
      return {};
    }
    any_read_ = any_read_ || count->refused == 0;
    for (const std::string& text : count->notes) std::fprintf(stderr, "markhound: %s\n", inert(text).c_str());
    return {};
  }

  Result<int> finish() {
    const MarkIntake::Count& count = intake_.count();
    if (errors_.unprinted() > 0)
      std::fprintf(stderr, "markhound: and %zu problems more; --errors FILE lists all\n", errors_.unprinted());
    const std::size_t problems = static_cast<std::size_t>(progress_.problems()) + errors_.unprinted();
    std::printf("%zu marks imported, %zu problems (%zu new, %zu changed, %zu as before, %zu older than what is held)\n",
                count.all(), problems, count.added, count.changed, count.same, count.older);
    if (count.all() > 0 || any_read_) return file_failed_ ? failure : nothing_found;
    return Problem{Problem::Kind::bad_input, "mark import", "no mark could be read",
                   "see docs/import.md for the fields"};
  }

  index::Register& marks_;
  const MarkImportOptions& options_;
  index::ImportOptions how_;
  Progress progress_;
  MarkIntake intake_;
  ErrorList errors_;
  std::string shown_;
  std::chrono::steady_clock::time_point began_;
  bool file_failed_ = false;
  bool any_read_ = false;  ///< a file without records is no failure where nothing in it was wrong
};

Result<index::ImportOptions> how_to_read(const MarkImportOptions& options) {
  index::ImportOptions how;
  if (!options.format.empty()) how.format = index::import_format_from(options.format);
  auto map =
      options.map.starts_with("@") ? index::FieldMap::read(options.map.substr(1)) : index::FieldMap::parse(options.map);
  if (!map) return map.problem();
  how.map = std::move(*map);
  return how;
}

Result<int> mark_import(Roof& roof, const MarkImportOptions& options) {
  auto how = how_to_read(options);
  if (!how) return how.problem();
  const auto workspace = roof.open(Workspace::Access::write);
  if (!workspace) return workspace.problem();
  auto marks = workspace->open_register();
  if (!marks) return marks.problem();
  MarkImport import(*workspace, **marks, options, std::move(*how));
  auto done = import.run();
  if (!done) return done;
  auto vault = workspace->open_vault();
  if (!vault) return vault.problem();
  if (const auto logged = (*vault)->log("mark import", fmt::format("{} marks", import.count().all())); !logged)
    return logged.problem();
  return done;
}

}  // namespace

void add_mark_import(CLI::App& mark, Roof& roof) {
  auto options = std::make_shared<MarkImportOptions>();
  auto* import = mark.add_subcommand("import", "Import marks from files: a register, CSV, JSON (docs/import.md)");
  import->add_option("FILE", options->files, "USPTO, WIPO ST.66 or ST.96 XML, CSV, JSONL, JSON; also .gz and .zip")
      ->required();
  import->add_option("--format", options->format, "What the files are, instead of what their content says")
      ->check(CLI::IsMember({"uspto", "st66", "st96", "csv", "jsonl", "json"}));
  import->add_option("--map", options->map,
                     "Columns or keys of the fields: name=Mark,number=Reg No.,office==NZ; or @FILE, one a line");
  import->add_option("--errors", options->errors, "Append every refused record to this file, one JSON object a line");
  import->footer(
      "An import that was stopped goes on where it was when the same file is imported again.\n"
      "Examples:\n"
      "  markhound mark import marks.jsonl more.csv\n"
      "  markhound mark import apc260101.zip\n"
      "  markhound mark import --map 'name=Mark,serial=App No.,classes=Class,office==NZ' register.csv.gz");
  import->callback([&roof, options] { roof.run([&] { return mark_import(roof, *options);
});
}  // namespace markhound::cli
);
}

}  // namespace markhound::cli
