#include "tests/bench/crawl/child.h"

#include <chrono>
#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace markhound::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

void redirect(int descriptor, const std::string& file) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(opened, descriptor);
  close(opened);
}

}  // namespace

pid_t start(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  redirect(STDOUT_FILENO, log);
  redirect(STDERR_FILENO, log + ".err");
  execvp(arguments[0], arguments.data());
  _exit(127);
}

Usage run(const std::vector<std::string>& command, const std::string& log) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = start(command, log);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  Usage usage;
  usage.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  usage.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  usage.cpu_s = seconds(used.ru_utime) + seconds(used.ru_stime);
  usage.peak_kb = used.ru_maxrss;
  return usage;
}

}  // namespace markhound::bench
