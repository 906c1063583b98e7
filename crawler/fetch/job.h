// A fetch on its way: from the address that was asked for, over its redirects, to whom it arrives at.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/result.h"
#include "crawler/fetch/secrets.h"
#include "crawler/fetch/transfer.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

struct Job {
  std::string asked;
  Request request;
  Secrets secrets;
  bool trusted = true;                   ///< the hop at hand goes to the origin that the secrets are for
  std::string url;                       ///< of the hop at hand
  std::string robots_of;                 ///< the site whose robots.txt this fetches; empty for a page
  std::vector<Exchange> exchanges;       ///< the hops so far
  std::vector<std::string> dns_answers;  ///< of all hops: "host address"
  std::vector<Problem> problems;         ///< with the answer that is kept nevertheless
  int refusals = 0;                      ///< answers 429 and 503 so far
  Fetcher::Arrival arrival;              ///< called once, when it has ended

  bool is_robots() const { return !robots_of.empty(); }
};

using JobPtr = std::unique_ptr<Job>;

/// The job of a request: credentials in its address are dropped, as browsers do with links.
JobPtr make_job(Request request);

/// Why a request cannot be sent: a line break in a header, a body without POST.
std::optional<Problem> unsendable(const Request& request);

/// The hop at hand as it goes over the wire.
Sending sending_of(const Job& job);

}  // namespace markhound::crawler
