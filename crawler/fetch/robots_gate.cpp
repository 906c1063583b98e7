#include "crawler/fetch/robots_gate.h"

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_sites = 20'000;  // beyond, expired ones are forgotten

}  // namespace

RobotsGate::Verdict RobotsGate::ask(const std::string& url, Steady now) {
  if (sites_.size() >= max_sites)
    std::erase_if(sites_, [&](const auto& entry) { return !entry.second.fetching && entry.second.expires <= now; });
  Site& site = sites_[origin_of(url)];
  if (site.fetching) return Verdict::wait;
  if (site.expires <= now) {
    site.fetching = true;
    return Verdict::fetch;
  }
  if (site.unreachable || !site.rules.allows(path_of(url))) return Verdict::refuse;
  return Verdict::pass;
}

Problem RobotsGate::why(const std::string& url) const {
  const auto site = sites_.find(origin_of(url));
  if (site != sites_.end() && site->second.unreachable) {
    Problem problem = *site->second.unreachable;
    problem.thing = url;
    problem.cause = "robots.txt of its site could not be read, which forbids crawling (RFC 9309): " + problem.cause;
    return problem;
  }
  return {Problem::Kind::refused, url, "robots.txt of its site does not allow it to " + token_,
          "save the page in a browser and scan the file, or ask the site for leave"};
}

void RobotsGate::wait(JobPtr job) { sites_[origin_of(job->url)].waiting.push_back(std::move(job)); }

std::vector<JobPtr> RobotsGate::answered(const std::string& origin, const Result<Capture>& answer, Steady now) {
  Site& site = sites_[origin];
  site.fetching = false;
  site.rules = {};
  site.unreachable.reset();
  site.expires = now + lifetime;
  if (!answer) {
    site.unreachable = answer.problem();
    site.expires = now + unreachable_lifetime;
  } else if (answer->exchanges.back().status < 300) {
    site.rules = Robots::parse(answer->content, token_);
  }
  return std::move(site.waiting);
}

std::optional<milliseconds> RobotsGate::crawl_delay(const std::string& url) const {
  const auto site = sites_.find(origin_of(url));
  return site == sites_.end() ? std::nullopt : site->second.rules.crawl_delay();
}

std::vector<JobPtr> RobotsGate::take_all() {
  std::vector<JobPtr> jobs;
  for (auto& [origin, site] : sites_) {
    std::move(site.waiting.begin(), site.waiting.end(), std::back_inserter(jobs));
    site.waiting.clear();
  }
  return jobs;
}

}  // namespace markhound::crawler
