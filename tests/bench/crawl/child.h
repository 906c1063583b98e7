// A program that is run and measured: wall time, processor time, largest resident memory.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace markhound::bench {

struct Usage {
  int status = -1;  ///< exit code; 128 and the signal's number where one ended it
  double wall_s = 0;
  double cpu_s = 0;
  long peak_kb = 0;
};

/// Standard output goes to `log`, standard error to `log` and ".err". Ends with this process.
pid_t start(const std::vector<std::string>& command, const std::string& log);

/// Runs it to its end.
Usage run(const std::vector<std::string>& command, const std::string& log);

}  // namespace markhound::bench
