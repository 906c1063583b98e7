#include "crawler/fetch/engine.h"

#include <algorithm>

#include "crawler/address/url.h"
#include "crawler/bot_key.h"
#include "crawler/fetch/resolver.h"
#include "crawler/fetch/retry_after.h"
#include "crawler/http/capture_content.h"

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

Steady steady_now() { return std::chrono::steady_clock::now(); }

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string status_text(const Exchange& exchange) {
  return std::to_string(exchange.status) + (exchange.reason.empty() ? "" : " " + exchange.reason);
}

void make_get(Request& request) {
  request.method = Request::Method::get;
  request.body.clear();
  std::erase_if(request.headers, [](const Header& header) { return !header_value({header}, "content-type").empty(); });
}

Problem closed(const std::string& url, Steady until) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - steady_now()).count();
  return {Kind::refused, url, "its host asks to be left alone for " + std::to_string(seconds) + " s (Retry-After)",
          "scan it again after that time"};
}

}  // namespace

Engine::Engine(FetchOptions options, Clock& clock)
    : options_(std::move(options)),
      clock_(clock),
      hosts_(milliseconds(options_.delay_ms)),
      robots_(product_token(options_.user_agent)) {}

void Engine::submit(JobPtr job) {
  {
    const std::lock_guard lock(mutex_);
    inbox_.push_back(std::move(job));
  }
  multi_.wake();
}

void Engine::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  multi_.wake();
}

void Engine::run() {
  while (take_inbox()) {
    take_resolved();
    start_due();
    multi_.wait(has_room() ? hosts_.next_due() : Steady::max());
    for (auto& finished : multi_.perform()) complete(std::move(finished));
  }
  finish_all();
}

bool Engine::take_inbox() {
  std::vector<JobPtr> jobs;
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return false;
    jobs.swap(inbox_);
  }
  for (auto& job : jobs) admit(std::move(job), false);
  return true;
}

/// Every hop comes through here, so a redirect is judged as the first address is.
void Engine::admit(JobPtr job, bool front) {
  if (!is_web_url(job->url)) {
    Problem problem{Kind::refused, job->url, "it is no http or https address", "name a web address"};
    return finish(std::move(job), std::move(problem));
  }
  if (!options_.obey_robots || !job->request.obey_robots || job->is_robots()) return hosts_.push(std::move(job), front);
  const std::string url = job->url;
  switch (robots_.ask(url, steady_now())) {
    case RobotsGate::Verdict::pass: return hosts_.push(std::move(job), front);
    case RobotsGate::Verdict::refuse: return finish(std::move(job), robots_.why(url));
    case RobotsGate::Verdict::wait: return robots_.wait(std::move(job));
    case RobotsGate::Verdict::fetch: robots_.wait(std::move(job)); return fetch_robots(url);
  }
}

void Engine::fetch_robots(const std::string& url) {
  auto job = std::make_unique<Job>();
  job->robots_of = origin_of(url);
  job->asked = job->url = job->robots_of + "/robots.txt";
  hosts_.push(std::move(job), true);
}

void Engine::start_due() {
  while (has_room()) {
    Hosts::Due due = hosts_.pop(steady_now());
    if (!due.job) return;
    start(std::move(due));
  }
}

void Engine::start(Hosts::Due due) {
  if (due.host->closed_until > steady_now()) {
    Problem problem = closed(due.job->url, due.host->closed_until);
    hosts_.release(*due.host);
    return finish(std::move(due.job), std::move(problem));
  }
  if (!options_.proxy.empty()) return look_up(std::move(due));
  send(std::move(due), {});
}

/// Behind a proxy a host is resolved and judged here, beside this thread since the system's resolver blocks.
void Engine::look_up(Hosts::Due due) {
  ++resolving_;
  std::erase_if(look_ups_,
                [](const auto& done) { return done.wait_for(milliseconds(0)) == std::future_status::ready; });
  look_ups_.push_back(std::async(std::launch::async, [this, due = std::move(due)]() mutable {
    auto address = public_address(due.job->url, options_.allow_private);
    {
      const std::lock_guard lock(mutex_);
      resolved_.push_back({std::move(due), std::move(address)});
    }
    multi_.wake();
  }));
}

void Engine::take_resolved() {
  std::vector<Resolved> resolved;
  {
    const std::lock_guard lock(mutex_);
    resolved.swap(resolved_);
  }
  for (Resolved& one : resolved) {
    --resolving_;
    if (one.address) {
      send(std::move(one.due), *one.address);
    } else {
      finish(std::move(one.due.job), one.address.problem());
      hosts_.release(*one.due.host);
    }
  }
}

void Engine::send(Hosts::Due due, const std::string& connect_address) {
  const bool robots = due.job->is_robots();
  Sending sending = sending_of(*due.job);
  sending.connect_address = connect_address;
  sending.max_bytes = robots ? robots_limit : options_.limits.max_bytes;
  sending.excess = robots ? Sending::Excess::cut : Sending::Excess::refuse;
  if (options_.bot)
    for (Header& header : signed_headers(*options_.bot, sending.url, clock_.now()))
      sending.headers.push_back(std::move(header));
  auto transfer = std::make_unique<Transfer>(options_, std::move(sending));
  running_.emplace(multi_.start(std::move(transfer)), Running{std::move(due.job), due.host});
}

void Engine::complete(Multi::Finished finished) {
  auto node = running_.extract(finished.transfer);
  JobPtr job = std::move(node.mapped().job);
  Host& host = *node.mapped().host;
  Outcome& outcome = finished.outcome;
  const std::string location = header_value(outcome.exchange.response_headers, "location");
  withhold(*job, outcome);
  if (const auto delay = robots_.crawl_delay(job->url)) host.pace.set_crawl_delay(*delay);
  host.pace.answered(steady_now(), outcome.latency);
  note_connection(*job, host, outcome);
  if (outcome.problem) {
    finish(std::move(job), std::move(*outcome.problem));
  } else {
    answered(std::move(job), host, std::move(outcome.exchange), location);
  }
  hosts_.release(host);
}

/// From here on nothing secret is in what came of the request. (Location is read before: it may lead on by a secret.)
void Engine::withhold(Job& job, Outcome& outcome) {
  if (outcome.problem) return job.secrets.withhold(*outcome.problem);
  if (!job.secrets.withhold(outcome.exchange, options_.limits.max_bytes)) return;
  job.problems.push_back({Kind::bad_input,
                          job.asked,
                          "the answer repeats a secret of the request; it is kept with \"[withheld]\" in its place",
                          {}});
}

/// libcurl tells of addresses and certificates only when it opens a connection; later requests go over the same one.
void Engine::note_connection(Job& job, Host& host, Outcome& outcome) {
  hosts_.met(host, outcome.exchange.remote_address);
  if (!outcome.addresses.empty()) host.addresses = std::move(outcome.addresses);
  if (!outcome.certificates.empty()) host.certificates = std::move(outcome.certificates);
  const std::string name = host_of(job.url);
  for (const std::string& address : host.addresses) {
    std::string answer = name + " " + address;
    const bool literal = name == address || name == "[" + address + "]";
    const bool known = std::find(job.dns_answers.begin(), job.dns_answers.end(), answer) != job.dns_answers.end();
    if (!literal && !known) job.dns_answers.push_back(std::move(answer));
  }
}

void Engine::answered(JobPtr job, Host& host, Exchange exchange, const std::string& location) {
  if (exchange.status == 429 || exchange.status == 503) return refused(std::move(job), host, exchange);
  host.refusals = 0;
  const bool hops = is_redirect(exchange.status);
  job->exchanges.push_back(std::move(exchange));
  if (hops && !location.empty()) return redirect(std::move(job), location);
  conclude(std::move(job), host);
}

/// 429 and 503: the host is asked less, the job is tried again a bounded number of times.
void Engine::refused(JobPtr job, Host& host, const Exchange& exchange) {
  const auto retry_after = parse_retry_after(header_value(exchange.response_headers, "retry-after"), clock_.now());
  const bool too_long = retry_after && *retry_after > max_wait;
  const double jitter = std::uniform_real_distribution<double>(0, 1)(random_);
  host.pace.back_off(steady_now(), ++host.refusals, too_long ? std::nullopt : retry_after, jitter);
  if (too_long) host.closed_until = steady_now() + *retry_after;
  if (!too_long && ++job->refusals < max_tries) return hosts_.push(std::move(job), true);
  Problem problem =
      too_long ? closed(job->url, host.closed_until)
               : Problem{Kind::refused, job->url,
                         "its server answered " + status_text(exchange) + " " + std::to_string(max_tries) + " times",
                         "scan it again later, with a longer delay"};
  finish(std::move(job), std::move(problem));
}

/// What browsers do (Fetch standard, HTTP-redirect fetch): 303, and 301 or 302 to a POST, lead on by GET. Secrets stay
/// with their origin, and so does what was posted. Why it cannot be followed, or nothing.
std::optional<Problem> Engine::follow(Job& job, const std::string& next) {
  const int status = job.exchanges.back().status;
  Request& request = job.request;
  if (status != 307 && status != 308) make_get(request);
  const std::string from = origin_of(job.url);
  job.url = job.secrets.shown_url(next);
  if (job.secrets.contained_in(job.url))
    return Problem{Kind::refused, job.asked, "its server redirects to an address that repeats a secret", {}};
  if (origin_of(job.url) == from) return std::nullopt;
  job.trusted = false;
  std::erase_if(request.headers, [](const Header& header) { return is_credential(header.name); });
  if (request.method == Request::Method::post)
    return Problem{Kind::refused, job.asked, "its server sends a POST on to " + origin_of(job.url),
                   "name that address if it is the right one"};
  return std::nullopt;
}

void Engine::redirect(JobPtr job, const std::string& location) {
  const auto hops = static_cast<int>(job->exchanges.size());
  const auto next = resolve(job->url, location);
  if (job->is_robots() && (hops > max_robots_redirects || !next || !is_web_url(*next))) {
    Capture unavailable;  // section 2.3.1.2 of RFC 9309: read as 4xx is
    unavailable.exchanges = std::move(job->exchanges);
    return finish(std::move(job), std::move(unavailable));
  }
  if (!next || !is_web_url(*next)) {
    Problem problem{Kind::refused, job->asked, "it redirects to \"" + location + "\", no http or https address", {}};
    job->secrets.withhold(problem);
    return finish(std::move(job), std::move(problem));
  }
  if (hops > options_.limits.max_redirects) {
    Problem problem{Kind::limit,
                    job->asked,
                    "it redirects more than " + std::to_string(options_.limits.max_redirects) + " times",
                    {}};
    return finish(std::move(job), std::move(problem));
  }
  if (auto problem = follow(*job, *next)) return finish(std::move(job), std::move(*problem));
  admit(std::move(job), true);
}

void Engine::conclude(JobPtr job, const Host& host) {
  const Exchange& last = job->exchanges.back();
  if (last.status >= 500) {
    Problem problem{job->is_robots() ? Kind::refused : Kind::io, last.url, "its server answered " + status_text(last),
                    "try again later"};
    return finish(std::move(job), std::move(problem));
  }
  Capture capture;
  capture.source = capture.asked = job->asked;
  capture.time = clock_.now();
  if (last.url.starts_with("https:")) capture.tls_chain = host.certificates;
  capture.exchanges = std::move(job->exchanges);
  capture.dns_answers = std::move(job->dns_answers);
  capture.problems = std::move(job->problems);
  finish(std::move(job), with_content(std::move(capture), options_.limits.max_bytes));
}

void Engine::finish(JobPtr job, Result<Capture> result) {
  if (!job->is_robots()) return job->promise.set_value(std::move(result));
  for (auto& waiting : robots_.answered(job->robots_of, result, steady_now())) admit(std::move(waiting), false);
}

void Engine::finish_all() {
  std::vector<JobPtr> open = hosts_.take_all();
  for (auto& [transfer, running] : running_) open.push_back(std::move(running.job));
  running_.clear();
  for (auto& job : robots_.take_all()) open.push_back(std::move(job));
  look_ups_.clear();  // waits for them
  const std::lock_guard lock(mutex_);
  for (auto& job : inbox_) open.push_back(std::move(job));
  inbox_.clear();
  for (auto& one : resolved_) open.push_back(std::move(one.due.job));
  resolved_.clear();
  for (auto& job : open) {
    const Problem problem{Kind::io, job->asked, "the fetcher was closed before its answer came", "scan it again"};
    if (!job->is_robots()) job->promise.set_value(problem);
  }
}

}  // namespace markhound::crawler
