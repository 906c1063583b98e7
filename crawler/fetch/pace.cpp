#include "crawler/fetch/pace.h"

#include <algorithm>
#include <cmath>

namespace markhound::crawler {

void Pace::set_crawl_delay(milliseconds delay) { crawl_delay_ = std::min(delay, max_crawl_delay); }

milliseconds Pace::pause() const {
  if (least_.count() <= 0) return crawl_delay_;
  const milliseconds adaptive{static_cast<long long>(2 * latency_ms_)};
  return std::max({least_, std::min(adaptive, max_pause), crawl_delay_});
}

void Pace::answered(Steady now, milliseconds latency) {
  const auto sample = static_cast<double>(latency.count());
  latency_ms_ = latency_ms_ == 0 ? sample : 0.7 * latency_ms_ + 0.3 * sample;
  next_ = now + pause();
}

void Pace::back_off(Steady now, int times, std::optional<milliseconds> retry_after, double jitter) {
  const double doubled = static_cast<double>(std::max(first_back_off, least_).count()) * std::pow(2, times);
  const milliseconds own{static_cast<long long>(doubled * (1 + jitter) / 2)};
  next_ = now + std::max(pause(), retry_after.value_or(own));
}

}  // namespace markhound::crawler
