// The sample market's server as a process of its own, for the length of a test.
#pragma once

#include <array>
#include <cstdio>
#include <string>

#include <signal.h>

#include "tests/cli/command.h"

namespace markhound::test {

class SampleMarket {
 public:
  /// Bounded in time, so that it ends also where the test is killed.
  SampleMarket()
      : pipe_(popen(("echo $$; exec " + quoted(MARKHOUND_MARKET) + " --port 0 --seconds 900").c_str(), "r")) {
    process_ = std::stoi(read_line());
    url_ = read_line();
  }
  ~SampleMarket() {
    kill(process_, SIGTERM);
    pclose(pipe_);
  }
  SampleMarket(const SampleMarket&) = delete;
  SampleMarket& operator=(const SampleMarket&) = delete;

  /// "http://127.0.0.1:PORT/"
  const std::string& url() const { return url_; }
  std::string scan_arguments() const { return "scan " + url_ + "sitemap.xml --allow-private --delay 0"; }

 private:
  std::string read_line() {
    std::array<char, 256> line{};
    if (!fgets(line.data(), line.size(), pipe_)) return "0";
    std::string text = line.data();
    return text.substr(0, text.find('\n'));
  }

  FILE* pipe_;
  pid_t process_ = 0;
  std::string url_;
};

}  // namespace markhound::test
