// What is known of each site's robots.txt, and the jobs that wait until it is (RFC 9309 section 2.3).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "crawler/fetch/job.h"
#include "crawler/fetch/pace.h"
#include "crawler/robots/robots.h"

namespace markhound::crawler {

class RobotsGate {
 public:
  explicit RobotsGate(std::string product_token) : token_(std::move(product_token)) {}

  enum class Verdict {
    pass,
    refuse,  ///< see why()
    wait,    ///< hand the job to wait(); robots.txt is being fetched
    fetch,   ///< the same, and robots.txt is to be fetched now
  };

  Verdict ask(const std::string& url, Steady now);
  Problem why(const std::string& url) const;
  void wait(JobPtr job);

  /// What came of fetching robots.txt of `origin`; returns the jobs that waited for it, to be asked for again.
  /// 2xx: its rules, for a day. 3xx that led nowhere and 4xx: everything is allowed, for a day. 5xx or no answer:
  /// nothing is, for ten minutes.
  std::vector<JobPtr> answered(const std::string& origin, const Result<Capture>& answer, Steady now);

  std::optional<milliseconds> crawl_delay(const std::string& url) const;

  std::vector<JobPtr> take_all();

  static constexpr std::chrono::hours lifetime{24};
  static constexpr std::chrono::minutes unreachable_lifetime{10};

 private:
  struct Site {
    bool fetching = false;
    Steady expires{};
    Robots rules;
    std::optional<Problem> unreachable;
    std::vector<JobPtr> waiting;
  };

  std::string token_;
  std::map<std::string, Site> sites_;
};

}  // namespace markhound::crawler
