#include <thread>

#include <signal.h>

#include "crawler/fetch/engine.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {
namespace {

/// libcurl leaves SIGPIPE to its user where it may set no handlers (CURLOPT_NOSIGNAL): a server that hangs up must not
/// end the program. Only this thread looks away; a closed standard output still ends it, as it should.
void block_broken_pipe() {
  sigset_t broken_pipe;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
}

/// Hands jobs to the engine's thread, and ends it.
class PoliteFetcher : public Fetcher {
 public:
  PoliteFetcher(FetchOptions options, Clock& clock)
      : engine_(std::move(options), clock), thread_([this] {
          block_broken_pipe();
          engine_.run();
        }) {}

  ~PoliteFetcher() override {
    engine_.stop();
    thread_.join();
  }
  PoliteFetcher(const PoliteFetcher&) = delete;
  PoliteFetcher& operator=(const PoliteFetcher&) = delete;

  using Fetcher::fetch;
  std::future<Result<Capture>> fetch(const Request& request) override {
    auto job = make_job(request);
    auto future = job->promise.get_future();
    if (auto problem = unsendable(job->request)) {
      job->secrets.withhold(*problem);
      job->promise.set_value(std::move(*problem));
      return future;
    }
    engine_.submit(std::move(job));
    return future;
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
