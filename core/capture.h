// One exchange with a server (or one file given by the user) exactly as it happened: the raw material of evidence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/problem.h"

namespace markhound {

struct Header {
  std::string name;
  std::string value;

  bool operator==(const Header&) const = default;
};

/// One request and its response. `body` is as it was transferred: a Content-Encoding is still on it.
struct Exchange {
  std::string method = "GET";
  std::string url;
  std::vector<Header> request_headers;  ///< a secret one with the value "[withheld]"
  std::string request_body;             ///< of a POST; empty where it is secret
  std::string protocol;  ///< "HTTP/1.1", "HTTP/2"
  int status = 0;
  std::string reason;
  std::vector<Header> response_headers;
  std::string body;
  std::string remote_address;  ///< IP address that answered; empty where it is not known (an archive)
};

struct Capture {
  enum class Origin {
    live,     ///< fetched by this program
    archive,  ///< read from a WARC that somebody else made
    file,     ///< a saved page or picture
  };

  Origin origin = Origin::live;
  std::string source;               ///< what the user named: a URL, a file, an archive
  std::string asked;                ///< the address that was asked for
  std::string url;                  ///< the address that answered, after redirects
  UtcTime time{};                   ///< when the answer was complete; for an archive, its WARC-Date
  std::vector<Exchange> exchanges;  ///< in order, redirects first; empty for a file
  /// Where the last answer is 304 Not Modified: the earlier answer that holds still, whose body `content` is of.
  std::optional<Exchange> unchanged;
  std::vector<std::string> dns_answers;
  std::vector<std::string> tls_chain;  ///< PEM, leaf first; empty without TLS
  std::string media_type;              ///< "text/html", lower case, without parameters
  std::string charset;                 ///< as the header names it; empty where it does not
  std::string content;                 ///< the body with its Content-Encoding taken off; what parsers read
  std::vector<Problem> problems;       ///< why `content` is only a part of what was sent; empty where it is whole
};

/// The answer whose body `content` is: the last, or where that says that nothing changed the earlier one. Null for a
/// file.
const Exchange* content_answer(const Capture& capture);

/// The value of the first header of that name (case-insensitive), or empty.
std::string header_value(const std::vector<Header>& headers, const std::string& name);

}  // namespace markhound
