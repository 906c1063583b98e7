// A fetcher that answers from a table, for tests of what stands above the network.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "crawler/fetcher.h"

namespace markhound::test {

class TableFetcher : public crawler::Fetcher {
 public:
  std::map<std::string, std::string> pages;  ///< URL and body
  std::vector<std::string> asked;

  using Fetcher::fetch;
  std::future<Result<Capture>> fetch(const crawler::Request& request) override {
    const std::string& url = request.url;
    asked.push_back(url);
    std::promise<Result<Capture>> promise;
    const auto page = pages.find(url);
    if (page == pages.end()) {
      promise.set_value(Problem{Problem::Kind::io, url, "its server answered 500", {}});
    } else {
      Capture capture;
      capture.asked = capture.url = url;
      capture.content = page->second;
      capture.exchanges.emplace_back();
      capture.exchanges.back().status = 200;
      promise.set_value(std::move(capture));
    }
    return promise.get_future();
  }
};

}  // namespace markhound::test
