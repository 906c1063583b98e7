// The seam to the network: libcurl in the program, a replay or a local server in tests.
#pragma once

#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "core/capture.h"
#include "core/clock.h"
#include "core/result.h"

namespace markhound::crawler {

struct BotIdentity;

struct FetchLimits {
  std::size_t max_bytes = 32u << 20;  ///< of one body, on the wire and again decoded (a bomb stops here)
  std::size_t max_header_bytes = 256u << 10;
  int max_redirects = 10;
  int connect_timeout_ms = 10'000;
  int stall_timeout_ms = 20'000;  ///< a server that sends nothing for so long is given up
  int total_timeout_ms = 120'000;
};

struct FetchOptions {
  FetchLimits limits;
  std::string user_agent;      ///< names the operator's contact
  int delay_ms = 1000;         ///< least pause between two requests to a host; grows with the host's latency
  bool allow_private = false;  ///< loopback and private addresses are refused unless set; for tests and samples
  bool obey_robots = true;
  std::shared_ptr<const BotIdentity> bot;  ///< signs every request (crawler/bot_key.h); null: none is signed
  /// http, https or socks5 URL of the operator's own; empty: none, whatever the environment says. A host is resolved
  /// and judged here, and the proxy is told to connect to the address that was found good.
  std::string proxy;
  std::string ca_file;  ///< PEM of the authorities that TLS trusts; the system's where empty
};

/// What is asked for. What is secret is sent, to the origin of `url` alone, and kept nowhere: the capture names a
/// secret header with the value "[withheld]", shows the address without the secret parameters, and bears "[withheld]"
/// where an answer repeats a secret of four bytes or more.
struct Request {
  enum class Method { get, post };

  std::string url;
  Method method = Method::get;
  std::vector<Header> headers;         ///< beside those of every request; Authorization and Cookie count as secret
  std::string body;                    ///< of a POST; its Content-Type is named among the headers
  std::vector<Header> secret_headers;  ///< name and value
  std::vector<Header> secret_query;    ///< name and value as they are, not percent-encoded
  bool secret_body = false;            ///< the capture has no request body
  std::vector<std::string> secrets;    ///< more that no answer may repeat: what a signature was made with
  std::string if_none_match;           ///< ETag of an earlier answer (crawler/conditional.h); not sent on a redirect
  std::string if_modified_since;       ///< its Last-Modified, likewise
  bool obey_robots = true;             ///< false for an interface whose owner gave the operator a key: no crawl
};

/// Safe to call from any thread. A future is always fulfilled; destroying the fetcher fulfils the open ones
/// with a Problem. Redirects are followed and recorded hop by hop in Capture::exchanges. An answer below 500 is a
/// capture, 404 too; 5xx, and 429 after a few tries, are Problems. A redirect to another origin gets no secret, no
/// Authorization and no Cookie; a POST is never repeated there.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual std::future<Result<Capture>> fetch(const Request& request) = 0;

  std::future<Result<Capture>> fetch(const std::string& url) {
    Request request;
    request.url = url;
    return fetch(request);
  }
};

/// libcurl multi on a thread of its own, refusing private addresses at the socket, behind a polite scheduler:
/// robots.txt by RFC 9309, one request at a time a host, adaptive delay, Retry-After, backoff on 429 and 503.
std::unique_ptr<Fetcher> make_polite_fetcher(FetchOptions options, Clock& clock);

}  // namespace markhound::crawler
