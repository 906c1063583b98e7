// Why a transfer failed, in words for the person who reads the report.
#pragma once

#include <cstddef>
#include <string>

#include "core/problem.h"
#include "crawler/fetcher.h"

namespace markhound::crawler {

struct TransferFailure {
  int code = 0;                 ///< CURLcode
  std::string text;             ///< libcurl's own words, may be empty
  bool connected = false;       ///< whether the request could be sent
  bool headers_over = false;    ///< the header limit was passed
  std::size_t body_limit = 0;   ///< the limit that the body passed, 0 where it did not
  std::string refused_address;  ///< "127.0.0.1, a loopback address" where the guard said no
};

Problem describe(const std::string& url, const TransferFailure& failure, const FetchLimits& limits);

}  // namespace markhound::crawler
