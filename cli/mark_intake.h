// Takes marks into the register, the pictures of several read side by side: reading one costs a hundred times what
// entering its words does.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cli/enrol.h"
#include "cli/progress.h"
#include "cli/workspace.h"
#include "index/import.h"
#include "index/register.h"

namespace markhound::cli {

class MarkIntake {
 public:
  MarkIntake(const Workspace& workspace, index::Register& marks, Progress& progress, int threads)
      : workspace_(workspace), marks_(marks), progress_(progress), threads_(static_cast<std::size_t>(threads)) {}

  /// What was taken, by what it was to the register.
  struct Count {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t same = 0;
    std::size_t older = 0;  ///< than what the register holds, which stays
    std::size_t all() const { return added + changed + same + older; }
  };

  /// From here on each commit keeps, under `note`, how many of the file's records are entered.
  void begin_file(std::string note) { note_ = std::move(note); }
  /// Marks are entered in the order in which they were taken. After a first problem of the register nothing is.
  void take(index::Imported imported);
  /// Enters what is still waiting, forgets the note and commits; the problem that kept anything from being entered.
  Result<void> end_file();

  /// A problem of the register was met: reading on is in vain.
  bool stopped() const { return stopped_.has_value(); }
  const Count& count() const { return count_; }

 private:
  void enter_batch();
  void enter(const ReadMark& read, const index::Imported& imported);
  void put(const ReadMark& read, const index::Imported& imported);
  Result<void> commit(const std::string& progress);

  const Workspace& workspace_;
  index::Register& marks_;
  Progress& progress_;
  const std::size_t threads_;
  std::vector<index::Imported> batch_;
  std::string note_;
  Count count_;
  std::optional<Problem> stopped_;
};

}  // namespace markhound::cli
