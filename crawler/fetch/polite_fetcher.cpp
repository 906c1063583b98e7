#include <thread>

#include "crawler/fetch/engine.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {
namespace {

/// Hands jobs to the engine's thread, and ends it.
class PoliteFetcher : public Fetcher {
 public:
  PoliteFetcher(FetchOptions options, Clock& clock)
      : engine_(std::move(options), clock), thread_([this] { engine_.run(); }) {}

  ~PoliteFetcher() override {
    engine_.stop();
    thread_.join();
  }
  PoliteFetcher(const PoliteFetcher&) = delete;
  PoliteFetcher& operator=(const PoliteFetcher&) = delete;

  using Fetcher::fetch;
  std::future<Result<Capture>> fetch(const Request& request) override {
    const auto promise = std::make_shared<std::promise<Result<Capture>>>();
    fetch_then(request, [promise](Result<Capture> result) { promise->set_value(std::move(result)); });
    return promise->get_future();
  }

  void fetch_then(const Request& request, Arrival arrival) override {
    auto job = make_job(request);
    job->arrival = std::move(arrival);
    auto problem = unsendable(job->request);
    if (!problem) return engine_.submit(std::move(job));
    job->secrets.withhold(*problem);
    job->arrival(std::move(*problem));
  }

 private:
  Engine engine_;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Fetcher> make_polite_fetcher(FetchOptions options, Clock& clock) {
  return std::make_unique<PoliteFetcher>(std::move(options), clock);
}

}  // namespace markhound::crawler
