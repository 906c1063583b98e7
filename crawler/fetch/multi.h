// Many transfers on one thread: libcurl's multi handle, with its connections and DNS answers kept for reuse.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "crawler/fetch/transfer.h"

namespace markhound::crawler {

/// Only wake() may be called from another thread.
class Multi {
 public:
  Multi();
  ~Multi();
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  /// The pointer names the transfer until it comes back finished.
  Transfer* start(std::unique_ptr<Transfer> transfer);
  std::size_t running() const { return transfers_.size(); }

  struct Finished {
    Transfer* transfer = nullptr;  ///< a name only: it is gone
    Outcome outcome;
  };
  /// Moves what can be moved; returns what ended, stalled transfers among it.
  std::vector<Finished> perform();

  /// Until something can be moved, wake() is called, a transfer stalls, or `until`.
  void wait(std::chrono::steady_clock::time_point until);
  void wake();

 private:
  void end(Transfer* transfer);
  void bound_cookies(Transfer& transfer);
  void collect(std::vector<Finished>& finished);
  void collect_stalled(std::vector<Finished>& finished);

  void* multi_;
  void* cookies_;  ///< CURLSH: one jar for the run, gone with it; libcurl heeds the public suffix list
  std::size_t cookie_bytes_ = 0;
  std::map<Transfer*, std::unique_ptr<Transfer>> transfers_;
};

}  // namespace markhound::crawler
