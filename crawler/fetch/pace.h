// How fast one host is asked. Pure: time comes in as an argument.
#pragma once

#include <chrono>
#include <optional>

namespace markhound::crawler {

using Steady = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

/// The pause after an answer is the longest of the least delay, twice the host's usual latency (so a host that
/// labours is asked less, as AutoThrottle of Scrapy does), and its Crawl-delay. A least delay of 0 means no pause but
/// the Crawl-delay.
class Pace {
 public:
  explicit Pace(milliseconds least) : least_(least) {}

  void set_crawl_delay(milliseconds delay);
  /// After an answer (or a failure) that began to come after `latency`.
  void answered(Steady now, milliseconds latency);
  /// After 429 or 503, for the nth time in a row (from 1): what Retry-After says, else a time that doubles, with
  /// `jitter` in [0, 1) spreading it over its upper half.
  void back_off(Steady now, int times, std::optional<milliseconds> retry_after, double jitter);

  /// No request before then.
  Steady next() const { return next_; }

  static constexpr milliseconds max_pause{30'000};        ///< of what latency alone may cause
  static constexpr milliseconds max_crawl_delay{60'000};  ///< a longer Crawl-delay is taken as this
  static constexpr milliseconds first_back_off{500};

 private:
  milliseconds pause() const;

  milliseconds least_;
  milliseconds crawl_delay_{0};
  double latency_ms_ = 0;  ///< exponential moving average
  Steady next_{};
};

}  // namespace markhound::crawler
