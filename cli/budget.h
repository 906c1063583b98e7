// What one call of a scan may spend. A scan that has spent it stops and is gone on with by the same command.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace markhound::cli {

struct ScanLimits {
  std::int64_t max_pages = 1000;    ///< links that are followed
  int max_depth = 1;                ///< links from a page that a target lists; 0 follows none
  std::int64_t max_host_pages = 0;  ///< pages of one host, 0: any number
  std::int64_t max_bytes = 0;       ///< of answers that are kept, 0: any number
  std::chrono::seconds max_time{};  ///< 0: any
};

/// Safe to call from any thread.
class Budget {
 public:
  explicit Budget(const ScanLimits& limits) : limits_(limits), began_(std::chrono::steady_clock::now()) {}

  void spend(std::size_t bytes) { bytes_ += static_cast<std::int64_t>(bytes); }
  /// Why no further page may be begun; nothing while one may.
  std::optional<std::string> spent() const;

 private:
  const ScanLimits limits_;
  const std::chrono::steady_clock::time_point began_;
  std::atomic<std::int64_t> bytes_{0};
};

}  // namespace markhound::cli
