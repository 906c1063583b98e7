// The queues of a polite crawler: one a host, each with its own pace, and never two requests to a host at once. Hosts
// on one address share a pace too: many shops may be one small server.
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

struct Host;

/// What the hosts on one IP address share.
struct SharedAddress {
  bool busy = false;
  Steady next{};               ///< no request to any of them before then
  std::vector<Host*> waiting;  ///< due, but the address is busy
};

struct Host {
  explicit Host(milliseconds least_delay) : pace(least_delay) {}

  std::deque<JobPtr> queue;
  Pace pace;
  bool busy = false;                      ///< a request is under way
  bool scheduled = false;                 ///< it stands in the heap of hosts that are due
  int refusals = 0;                       ///< answers 429 and 503 in a row
  Steady closed_until{};                  ///< it asked for so long a rest that its jobs are not kept waiting
  SharedAddress* shared = nullptr;        ///< where it lies, once that is known and a pace is kept
  SharedAddress* held = nullptr;          ///< the one that its request under way makes busy
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

  /// The host was met at that address: from its next request on it shares the pace of all that lie there. Without a
  /// least delay there is nothing to share.
  void met(Host& host, const std::string& address);

  std::vector<JobPtr> take_all();

 private:
  struct Entry {
    Steady at;
    Host* host;
    bool operator>(const Entry& other) const { return at > other.at; }
  };

  Host& host_of_job(const Job& job);
  void schedule(Host& host);
  bool take(Host& host, Steady now);
  void forget_idle();

  milliseconds least_delay_;
  std::map<std::string, std::unique_ptr<Host>> hosts_;
  std::map<std::string, SharedAddress> addresses_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> due_;
};

}  // namespace markhound::crawler
