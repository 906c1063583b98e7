// What a request bears that must never be kept: keys, tokens, cookies. Everything that leaves the fetcher goes by here.
#pragma once

#include <string>
#include <vector>

#include "core/capture.h"
#include "core/problem.h"

namespace markhound::crawler {

struct Request;

/// Authorization, Cookie and Proxy-Authorization: secret whoever sets them.
bool is_credential(const std::string& header_name);

/// The default value has no secret and changes nothing.
class Secrets {
 public:
  Secrets() = default;
  explicit Secrets(const Request& request);

  bool any() const { return body_ || !headers_.empty() || !needles_.empty(); }

  /// The address as it is sent: the secret parameters added, percent-encoded.
  std::string sent_url(const std::string& url) const;
  /// The address as it is shown: every parameter that bears the name of a secret one taken off.
  std::string shown_url(const std::string& url) const;

  /// Puts "[withheld]" in the place of secret headers and of every secret, as it is or as URLs, JSON and HTML
  /// spell it. A body with a Content-Encoding that repeats one is kept unpacked, without that header;
  /// `limit` bounds it. One that cannot be unpacked is looked through as it is. Returns whether the body was changed.
  bool withhold(Exchange& exchange, std::size_t limit) const;
  void withhold(Problem& problem) const;
  bool contained_in(const std::string& text) const;

 private:
  void add(const std::string& secret);
  void withhold(std::string& text) const;
  void withhold(std::vector<Header>& headers) const;
  bool withhold_body(Exchange& exchange, std::size_t limit) const;
  bool names_secret(const std::string& parameter) const;

  std::vector<Header> headers_;
  std::vector<Header> query_;
  std::vector<std::string> needles_;  ///< longest first, so that none leaves a rest of another
  bool body_ = false;
};

}  // namespace markhound::crawler
