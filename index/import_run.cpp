#include "index/import_run.h"

#include <filesystem>
#include <functional>

namespace markhound::index {
namespace {

constexpr std::size_t most_kept_problems = 1'000;
constexpr std::size_t most_notes = 100;
constexpr std::size_t most_ids = 1'000'000;
constexpr std::size_t records_a_sign = 1'000;

}  // namespace

void ImportRun::enter(const std::string& part) { name_ = part.empty() ? path_ : path_ + ": " + part; }

void ImportRun::begin_record() {
  if (++count_.records % records_a_sign == 0 && options_.progress) options_.progress(count_.records, file_.share());
}

void ImportRun::report(Problem problem) {
  if (options_.report) {
    options_.report(problem);
  } else if (count_.problems.size() < most_kept_problems) {
    count_.problems.push_back(std::move(problem));
  }
}

void ImportRun::refuse(Problem problem) {
  if (skipping()) return;
  ++count_.refused;
  report(std::move(problem));
}

void ImportRun::fail(Problem problem) {
  ++count_.refused;
  report(std::move(problem));
}

void ImportRun::too_long(std::size_t line) {
  refuse({Problem::Kind::limit, where(line), "the record has over 1 MB", "a mark's text is shorter: check the file"});
}

void ImportRun::note(const std::string& text) {
  if (noted_.size() >= most_notes || !noted_.insert(text).second) return;
  count_.notes.push_back(name_ + ": " + text);
}

void ImportRun::note_unknown(const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name.substr(0, 60);
  note("not read: " + list + " (docs/import.md lists the fields)");
}

void ImportRun::accept(Result<Mark> mark, Keeps keeps) {
  if (!mark) return refuse(mark.problem());
  if (skipping()) return;
  if (mark->id.empty()) mark->id = default_mark_id(*mark);
  for (LogoImage& logo : mark->logos) resolve(logo.path);
  ++count_.read;
  take_({std::move(*mark), keeps, count_.records});
}

void ImportRun::accept_once(Result<Mark> mark, Keeps keeps, std::size_t line) {
  if (!mark) return refuse(mark.problem());
  if (mark->id.empty()) mark->id = default_mark_id(*mark);
  const std::uint64_t hash = std::hash<std::string>()(name_ + '\0' + mark->id);
  const auto earlier = line_of_id_.find(hash);
  if (earlier != line_of_id_.end()) {
    return refuse({Problem::Kind::bad_input, where(line),
                   "the id \"" + mark->id + "\" stands on line " + std::to_string(earlier->second) + " already",
                   "the first was taken; give this one an id of its own"});
  }
  if (line_of_id_.size() < most_ids) line_of_id_.emplace(hash, line);
  accept(std::move(mark), keeps);
}

void ImportRun::resolve(std::string& logo) const {
  namespace fs = std::filesystem;
  if (!logo.empty() && fs::path(logo).is_relative()) {
    logo = (fs::path(path_).parent_path() / logo).lexically_normal().string();
  }
}

}  // namespace markhound::index
