// What tests of recorded targets (WARC, WACZ, HAR, MHTML) share.
#pragma once

#include <gtest/gtest.h>

#include "crawler/source.h"
#include "tests/crawler/captured.h"
#include "tests/test_data.h"

namespace markhound::test {

class RecordedTest : public testing::Test {
 protected:
  struct Listed {
    std::vector<std::string> pages;
    std::string problems;  ///< a line each
    bool ok = true;
  };

  std::unique_ptr<crawler::Source> open(const std::string& path) {
    crawler::FetchLimits limits;
    limits.max_bytes = 1u << 20;
    auto source = crawler::open_source(path, live_, limits);
    EXPECT_TRUE(source) << (source ? "" : to_line(source.problem()));
    return source ? std::move(source).value() : nullptr;
  }

  std::unique_ptr<crawler::Source> open(const std::string& name, const std::string& bytes) {
    write_file(folder_ / name, bytes);
    return open((folder_ / name).string());
  }

  static Listed list(crawler::Source& source) {
    Listed listed;
    const auto done = source.list([&](const std::string& url) { listed.pages.push_back(url); },
                                  [&](const Problem& problem) { listed.problems += to_line(problem) + "\n"; });
    listed.ok = done.ok();
    if (!done) listed.problems += to_line(done.problem()) + "\n";
    return listed;
  }

  TempFolder folder_;
  TableFetcher live_;  ///< must never be asked
};

}  // namespace markhound::test
