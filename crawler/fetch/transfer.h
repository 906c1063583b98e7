// One request and its answer: a libcurl easy handle with the guard at its socket and every limit on it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/problem.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

/// What came of a transfer. Without a problem, `exchange` is whole.
struct Outcome {
  std::optional<Problem> problem;
  Exchange exchange;
  std::vector<std::string> addresses;     ///< of the host, as far as they were tried on this transfer
  std::vector<std::string> certificates;  ///< PEM, leaf first; empty where an open connection was used again
  std::chrono::milliseconds latency{0};   ///< to the first byte of the answer
};

/// One hop of a request, as it goes over the wire.
struct Sending {
  /// What to do with a body over the limit: a page is refused, of a robots.txt the beginning counts.
  enum class Excess { refuse, cut };

  std::string url;       ///< as the exchange shows it
  std::string sent_url;  ///< the same with its secret parameters
  bool post = false;
  std::vector<Header> headers;  ///< beside those of every request, secret ones among them
  std::string body;
  std::string connect_address;  ///< that a proxy is told to connect to; empty without a proxy
  bool cookies = false;         ///< the run's cookies are sent and taken
  std::size_t max_bytes = 0;    ///< of the answer's body
  Excess excess = Excess::refuse;
};

class Transfer {
 public:
  /// `options` must outlive the transfer. What is secret is still in its outcome.
  Transfer(const FetchOptions& options, Sending sending);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// CURL*; its CURLOPT_PRIVATE is this transfer.
  void* handle();

  bool takes_cookies() const;
  /// Bytes of the Set-Cookie headers that came.
  std::size_t cookie_bytes() const;

  /// When the server will have sent nothing for too long. Before the connection stands, libcurl's own limit holds.
  std::chrono::steady_clock::time_point stalls_at() const;

  /// `code` is the CURLcode that libcurl ended with.
  Outcome finish(int code);
  Outcome finish_stalled();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace markhound::crawler
