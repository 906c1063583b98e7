// Takes marks into the register, the pictures of several read side by side: reading one costs a hundred times what
// entering its words does.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cli/enrol.h"
#include "cli/progress.h"
#include "cli/workspace.h"
#include "index/register.h"

namespace markhound::cli {

class MarkIntake {
 public:
  MarkIntake(const Workspace& workspace, index::Register& marks, Progress& progress, int threads)
      : workspace_(workspace), marks_(marks), progress_(progress), threads_(static_cast<std::size_t>(threads)) {}

  /// Marks are entered in the order in which they were taken. After a first problem of the register nothing is.
  void take(Mark mark);
  /// Enters what is still waiting and commits; the problem that kept anything from being entered.
  Result<void> finish();
  std::size_t taken() const { return taken_; }

 private:
  void enter_batch();
  void enter(const ReadMark& read);

  const Workspace& workspace_;
  index::Register& marks_;
  Progress& progress_;
  const std::size_t threads_;
  std::vector<Mark> batch_;
  std::size_t taken_ = 0;
  std::optional<Problem> stopped_;
};

}  // namespace markhound::cli
