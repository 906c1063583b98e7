// A fetch on its way: from the address that was asked for, over its redirects, to the promise that it ends with.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::crawler {

struct Job {
  std::string asked;
  std::string url;                       ///< of the hop at hand
  std::string robots_of;                 ///< the site whose robots.txt this fetches; empty for a page
  std::vector<Exchange> exchanges;       ///< the hops so far
  std::vector<std::string> dns_answers;  ///< of all hops: "host address"
  int refusals = 0;                      ///< answers 429 and 503 so far
  std::promise<Result<Capture>> promise;

  bool is_robots() const { return !robots_of.empty(); }
};

using JobPtr = std::unique_ptr<Job>;

}  // namespace markhound::crawler
