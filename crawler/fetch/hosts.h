// The queues of a polite crawler: one a host, each with its own pace, and never two requests to a host at once.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "crawler/fetch/job.h"
#include "crawler/fetch/pace.h"

namespace markhound::crawler {

struct Host {
  explicit Host(milliseconds least_delay) : pace(least_delay) {}

  std::deque<JobPtr> queue;
  Pace pace;
  bool busy = false;                      ///< a request is under way
  bool scheduled = false;                 ///< it stands in the heap of hosts that are due
  int refusals = 0;                       ///< answers 429 and 503 in a row
  Steady closed_until{};                  ///< it asked for so long a rest that its jobs are not kept waiting
  std::vector<std::string> addresses;     ///< that its name resolved to last
  std::vector<std::string> certificates;  ///< of its last TLS handshake; later requests use the connection again
};

/// Every call is O(log hosts).
class Hosts {
 public:
  explicit Hosts(milliseconds least_delay) : least_delay_(least_delay) {}

  /// Queues the job for its URL's host, before all others where `front`.
  void push(JobPtr job, bool front);

  struct Due {
    JobPtr job;
    Host* host = nullptr;
  };
  /// The next job whose host may be asked by now, and the host, now busy; no job where none is due.
  Due pop(Steady now);
  /// When pop() will have something, as far as it is known now.
  Steady next_due() const;

  /// The request to a busy host has ended.
  void release(Host& host);

  std::vector<JobPtr> take_all();

 private:
  struct Entry {
    Steady at;
    Host* host;
    bool operator>(const Entry& other) const { return at > other.at; }
  };

  Host& host_of_job(const Job& job);
  void schedule(Host& host);
  void forget_idle();

  milliseconds least_delay_;
  std::map<std::string, std::unique_ptr<Host>> hosts_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> due_;
};

}  // namespace markhound::crawler
