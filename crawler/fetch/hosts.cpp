#include "crawler/fetch/hosts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

constexpr std::size_t max_hosts = 20'000;  // beyond, idle ones are forgotten: pages must not fill the memory with names

/// http and https of one host share a queue; another port is another server.
std::string authority(const std::string& url) {
  const std::string origin = origin_of(url);
  const auto slashes = origin.find("//");
  return slashes == std::string::npos ? origin : origin.substr(slashes + 2);
}

}  // namespace

void Hosts::forget_idle() {
  const Steady now = std::chrono::steady_clock::now();
  std::erase_if(hosts_, [&](const auto& entry) {
    const Host& host = *entry.second;
    return !host.busy && host.queue.empty() && host.pace.next() <= now && host.closed_until <= now;
  });
  std::set<const SharedAddress*> used;
  for (const auto& [name, host] : hosts_) used.insert({host->shared, host->held});
  std::erase_if(addresses_, [&](const auto& entry) { return !used.contains(&entry.second); });
}

Host& Hosts::host_of_job(const Job& job) {
  if (hosts_.size() >= max_hosts) forget_idle();
  auto& host = hosts_[authority(job.url)];
  if (!host) host = std::make_unique<Host>(least_delay_);
  return *host;
}

void Hosts::schedule(Host& host) {
  if (host.busy || host.scheduled || host.queue.empty()) return;
  host.scheduled = true;
  const bool closed = host.closed_until > host.pace.next();
  due_.push({closed ? Steady{} : host.pace.next(), &host});
}

void Hosts::push(JobPtr job, bool front) {
  Host& host = host_of_job(*job);
  if (front) {
    host.queue.push_front(std::move(job));
  } else {
    host.queue.push_back(std::move(job));
  }
  schedule(host);
}

/// Makes the host's address busy; false where it is, or is to rest, and the host was put back until then.
bool Hosts::take(Host& host, Steady now) {
  SharedAddress* address = host.shared;
  if (!address) return true;
  if (address->busy) {
    address->waiting.push_back(&host);
    return false;
  }
  if (address->next > now) {
    due_.push({address->next, &host});
    return false;
  }
  address->busy = true;
  host.held = address;
  return true;
}

Hosts::Due Hosts::pop(Steady now) {
  while (!due_.empty() && due_.top().at <= now) {
    Host& host = *due_.top().host;
    due_.pop();
    if (!take(host, now)) continue;
    host.scheduled = false;
    host.busy = true;
    Due due{std::move(host.queue.front()), &host};
    host.queue.pop_front();
    return due;
  }
  return {};
}

Steady Hosts::next_due() const { return due_.empty() ? Steady::max() : due_.top().at; }

void Hosts::met(Host& host, const std::string& address) {
  if (least_delay_.count() > 0 && !address.empty()) host.shared = &addresses_[address];
}

void Hosts::release(Host& host) {
  host.busy = false;
  if (SharedAddress* address = std::exchange(host.held, nullptr)) {
    address->busy = false;
    address->next = std::chrono::steady_clock::now() + least_delay_;
    for (Host* waiting : std::exchange(address->waiting, {})) due_.push({address->next, waiting});
  }
  schedule(host);
}

std::vector<JobPtr> Hosts::take_all() {
  std::vector<JobPtr> jobs;
  for (auto& [name, host] : hosts_) {
    std::move(host->queue.begin(), host->queue.end(), std::back_inserter(jobs));
    host->queue.clear();
  }
  due_ = {};
  addresses_.clear();
  return jobs;
}

}  // namespace markhound::crawler
