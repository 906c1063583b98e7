#include "cli/mark_intake.h"

#include <future>
#include <string>

namespace markhound::cli {
namespace {

/// A register of a whole office is not held in one transaction.
constexpr std::size_t marks_per_commit = 10'000;

}  // namespace

void MarkIntake::take(index::Imported imported) {
  if (stopped_) return;
  batch_.push_back(std::move(imported));
  if (batch_.size() >= threads_) enter_batch();
}

void MarkIntake::enter_batch() {
  std::vector<std::future<ReadMark>> reading;
  for (index::Imported& imported : batch_) {
    // A mark of words alone is not worth a thread.
    const auto policy = imported.mark.logos.empty() ? std::launch::deferred : std::launch::async;
    reading.push_back(std::async(
        policy, [this, one = std::move(imported.mark)]() mutable { return read_mark(workspace_, std::move(one)); }));
  }
  for (std::size_t i = 0; i < reading.size(); ++i) enter(reading[i].get(), batch_[i]);
  batch_.clear();
}

void MarkIntake::enter(const ReadMark& read, const index::Imported& imported) {
  if (stopped_) return;
  for (const Problem& problem : read.problems) progress_.report(problem);
  put(read, imported);
  if (stopped_ || count_.all() % marks_per_commit != 0) return;
  if (const auto done = commit(std::to_string(imported.records)); !done) stopped_ = done.problem();
}

void MarkIntake::put(const ReadMark& read, const index::Imported& imported) {
  const auto change = marks_.update(read.mark, read.logos, imported.keeps);
  if (!change) {
    stopped_ = change.problem();
    return;
  }
  switch (*change) {
    case index::Change::added: ++count_.added; break;
    case index::Change::changed: ++count_.changed; break;
    case index::Change::same: ++count_.same; break;
    case index::Change::older: ++count_.older; break;
  }
}

Result<void> MarkIntake::commit(const std::string& progress) {
  if (const auto done = marks_.put_note(note_, progress); !done) return done;
  return marks_.commit();
}

Result<void> MarkIntake::end_file() {
  enter_batch();
  if (stopped_) return *stopped_;
  return commit("");
}

}  // namespace markhound::cli
