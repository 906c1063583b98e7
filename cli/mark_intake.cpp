#include "cli/mark_intake.h"

#include <future>
#include <string>

namespace markhound::cli {
namespace {

/// A register of a whole office is not held in one transaction.
constexpr std::size_t marks_per_commit = 10'000;

}  // namespace

void MarkIntake::take(Mark mark) {
  if (stopped_) return;
  batch_.push_back(std::move(mark));
  if (batch_.size() >= threads_) enter_batch();
}

void MarkIntake::enter_batch() {
  std::vector<std::future<ReadMark>> reading;
  for (Mark& mark : batch_) {
    // A mark of words alone is not worth a thread.
    const auto policy = mark.logos.empty() ? std::launch::deferred : std::launch::async;
    reading.push_back(
        std::async(policy, [this, one = std::move(mark)]() mutable { return read_mark(workspace_, std::move(one)); }));
  }
  batch_.clear();
  for (auto& one : reading) enter(one.get());
  progress_.show("import: " + std::to_string(taken_) + " marks");
}

void MarkIntake::enter(const ReadMark& read) {
  if (stopped_) return;
  for (const Problem& problem : read.problems) progress_.report(problem);
  if (const auto done = marks_.put(read.mark, read.logos); !done) stopped_ = done.problem();
  if (++taken_ % marks_per_commit != 0) return;
  if (const auto done = marks_.commit(); !done) stopped_ = done.problem();
}

Result<void> MarkIntake::finish() {
  enter_batch();
  if (stopped_) return *stopped_;
  return marks_.commit();
}

}  // namespace markhound::cli
