// The DevTools protocol over Chromium's pipes: JSON, each message ended by a NUL byte.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/result.h"

namespace markhound::crawler {

using Deadline = std::chrono::steady_clock::time_point;

/// One thread. After a failure every call fails.
class DevTools {
 public:
  DevTools(int to_browser, int from_browser);

  /// Sends a command; returns its number, by which the answer is known.
  int send(const std::string& method, const nlohmann::json& parameters, const std::string& session = {});

  /// The next message, or nothing at the deadline. A Problem where the browser is gone or sends what is no message.
  Result<std::optional<nlohmann::json>> next(Deadline deadline);

 private:
  bool write_all(const std::string& bytes, Deadline deadline);
  Problem gone(const std::string& cause) const;

  int to_;
  int from_;
  int number_ = 0;
  bool failed_ = false;
  std::string buffer_;
  std::size_t searched_ = 0;
};

}  // namespace markhound::crawler
