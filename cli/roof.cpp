#include "cli/roof.h"

#include <cstdio>
#include <exception>

namespace markhound::cli {

void Roof::run(const std::function<Result<int>()>& command) {
  const Result<int> done = command();
  if (done) {
    exit_code = *done;
  } else {
    std::fprintf(stderr, "markhound: %s\n", to_line(done.problem()).c_str());
    exit_code = failure;
  }
  // A full disk shows only when the buffer is written.
  if (std::fflush(stdout) != 0) {
    std::fprintf(stderr, "markhound: standard output: cannot be written; free some disk space\n");
    exit_code = failure;
  }
}

}  // namespace markhound::cli
