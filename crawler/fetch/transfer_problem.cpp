#include "crawler/fetch/transfer_problem.h"

#include <curl/curl.h>

namespace markhound::crawler {
namespace {

using Kind = Problem::Kind;

Problem over_time(const std::string& url, bool connected, const FetchLimits& limits) {
  if (!connected)
    return {Kind::limit, url,
            "its server could not be reached within " + std::to_string(limits.connect_timeout_ms) + " ms",
            "check the address, or try again later"};
  return {Kind::limit, url, "its answer was not complete after " + std::to_string(limits.total_timeout_ms) + " ms",
          "try again later"};
}

Problem by_code(const std::string& url, const TransferFailure& failure, const FetchLimits& limits) {
  const auto code = static_cast<CURLcode>(failure.code);
  const std::string words = failure.text.empty() ? curl_easy_strerror(code) : failure.text;
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return over_time(url, failure.connected, limits);
    case CURLE_UNSUPPORTED_PROTOCOL:  // also HTTP/0.9, which is what any bytes look like
      if (failure.connected) return {Kind::io, url, "its server does not answer in HTTP", {}};
      [[fallthrough]];
    case CURLE_URL_MALFORMAT: return {Kind::refused, url, "it is no http or https address", "name a web address"};
    case CURLE_FILESIZE_EXCEEDED:
      return {Kind::limit, url, "its body is larger than " + std::to_string(limits.max_bytes) + " bytes",
              "raise the limit of bytes a page if it is wanted"};
    case CURLE_OUT_OF_MEMORY:  // libcurl 7.88 says so of a single header line over 100 KB
      return {Kind::limit, url, "one of its headers is larger than can be read", {}};
    case CURLE_COULDNT_RESOLVE_HOST: return {Kind::io, url, "its host name does not resolve", "check the address"};
    case CURLE_COULDNT_CONNECT: return {Kind::io, url, "no connection to its server: " + words, "try again later"};
    case CURLE_PARTIAL_FILE: return {Kind::io, url, "its answer broke off: " + words, "try again later"};
    case CURLE_GOT_NOTHING: return {Kind::io, url, "its server hung up without an answer", "try again later"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR: return {Kind::io, url, "no trusted TLS connection: " + words, {}};
    default: return {Kind::io, url, words, "try again later"};
  }
}

}  // namespace

Problem describe(const std::string& url, const TransferFailure& failure, const FetchLimits& limits) {
  if (failure.headers_over)
    return {Kind::limit, url, "its headers are larger than " + std::to_string(limits.max_header_bytes) + " bytes", {}};
  if (failure.body_limit != 0)
    return {Kind::limit, url, "its body is larger than " + std::to_string(failure.body_limit) + " bytes",
            "raise the limit of bytes a page if it is wanted"};
  if (!failure.refused_address.empty() && !failure.connected)
    return {Kind::refused, url, "it leads to " + failure.refused_address,
            "only public addresses are fetched unless private ones are allowed"};
  return by_code(url, failure, limits);
}

}  // namespace markhound::crawler
