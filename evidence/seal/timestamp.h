// Time-stamp requests and tokens, RFC 3161.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::evidence {

struct TimestampRequest {
  std::string der;    ///< the TimeStampReq
  std::string nonce;  ///< INTEGER, DER
};

/// Asks for a token over SHA-256 of the data, with a nonce of 64 random bits and the authority's certificate in it.
TimestampRequest make_timestamp_request(std::string_view data);

/// Whether the response grants the token, and that token answers this request: its nonce and imprint.
Result<void> answers(std::string_view response, std::string_view data, const TimestampRequest& request);

/// A token as a package holds it.
struct Timestamp {
  std::string response;   ///< TimeStampResp, DER: what the authority signed, in the frame that to_der writes
  std::string authority;  ///< PEM: the certificates above the token's signer, root last
};

/// Takes an authority's response apart and proves it: imprint, signature, and the chain to a root, which is one that
/// the response carries, one of `roots` (PEM, may be empty) or one of the system's.
Result<Timestamp> seal_timestamp(std::string_view response, std::string_view data, std::string_view roots);

struct TimestampFacts {
  std::string time;         ///< that the authority states, RFC 3339
  std::string subject;      ///< of the token's signer
  std::string root;         ///< fingerprint of the root, "AB:CD:…"
  std::string valid_until;  ///< end of the signer's certificate; after it stock tools need -attime
};

/// As of the token's own time. Problem of kind refused where it does not hold, or where any byte of the response is
/// not as seal_timestamp wrote it.
Result<TimestampFacts> verify_timestamp(std::string_view response, std::string_view data, std::string_view authority);

}  // namespace markhound::evidence
