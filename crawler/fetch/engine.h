// The thread of the fetcher: takes jobs in, asks robots.txt, keeps each host's pace, follows redirects hop by hop.
#pragma once

#include <map>
#include <mutex>
#include <random>
#include <vector>

#include "core/clock.h"
#include "crawler/fetch/hosts.h"
#include "crawler/fetch/multi.h"
#include "crawler/fetch/robots_gate.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

/// submit() and stop() from any thread, run() on one.
class Engine {
 public:
  Engine(FetchOptions options, Clock& clock);

  void submit(JobPtr job);
  /// Returns after stop(); every job that is still open has then ended with a Problem.
  void run();
  void stop();

  static constexpr std::size_t max_running = 32;    ///< bounds the memory: each may hold limits.max_bytes twice
  static constexpr int max_tries = 3;               ///< of a request that is answered with 429 or 503
  static constexpr int max_robots_redirects = 5;    ///< RFC 9309 section 2.3.1.2
  static constexpr milliseconds max_wait{120'000};  ///< a longer Retry-After ends the host's jobs

 private:
  struct Running {
    JobPtr job;
    Host* host;
  };

  bool take_inbox();
  void take_resolved();
  void look_up(Hosts::Due due);
  void send(Hosts::Due due, const std::string& connect_address);
  bool has_room() const { return running_.size() + resolving_ < max_running; }
  void admit(JobPtr job, bool front);
  void fetch_robots(const std::string& url);
  void start_due();
  void start(Hosts::Due due);
  void complete(Multi::Finished finished);
  void note_connection(Job& job, Host& host, Outcome& outcome);
  void withhold(Job& job, Outcome& outcome);
  void answered(JobPtr job, Host& host, Exchange exchange, const std::string& location);
  void refused(JobPtr job, Host& host, const Exchange& exchange);
  std::optional<Problem> follow(Job& job, const std::string& next);
  void redirect(JobPtr job, const std::string& location);
  void conclude(JobPtr job, const Host& host);
  void finish(JobPtr job, Result<Capture> result);
  void finish_all();

  FetchOptions options_;
  Clock& clock_;
  Multi multi_;
  Hosts hosts_;
  RobotsGate robots_;
  std::map<Transfer*, Running> running_;
  std::size_t resolving_ = 0;                ///< jobs whose host is looked up, for a proxy
  std::vector<std::future<void>> look_ups_;  ///< each ends by itself
  std::minstd_rand random_{std::random_device{}()};

  std::mutex mutex_;  ///< of what follows
  std::vector<JobPtr> inbox_;
  struct Resolved {
    Hosts::Due due;
    Result<std::string> address;
  };
  std::vector<Resolved> resolved_;
  bool stopped_ = false;
};

}  // namespace markhound::crawler
