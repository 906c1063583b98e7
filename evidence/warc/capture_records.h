// A capture as WARC records: for every hop a request and a response (or revisit), for a saved file a resource, and
// last a metadata record with what HTTP does not say: DNS answers, TLS chain, how the user named it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::evidence {

/// Content-Type of the metadata record.
inline constexpr const char* capture_metadata_type = "application/vnd.markhound.capture+json";

/// A response whose payload was kept before; a revisit record points to it.
struct PriorPayload {
  std::string record_id;  ///< "urn:uuid:…"
  std::string url;
  UtcTime time{};
};

/// Where the payload of the capture's last response lies in `SealedCapture::bytes`, a record of its own.
struct PayloadRecord {
  std::string digest;  ///< SHA-256 of the body as transferred, hex
  std::string record_id;
  std::size_t offset = 0;
  std::size_t length = 0;
};

struct SealedCapture {
  std::string bytes;                     ///< whole gzip members, the metadata record last
  std::optional<PayloadRecord> payload;  ///< absent where the capture revisits one, or has none worth finding again
};

using FindPayload = std::function<std::optional<PriorPayload>(const std::string& digest)>;

/// `id` and `content_digest`, the SHA-256 of Capture::content in hex, are entered in the metadata record.
/// `find_payload` is asked for the last response's payload.
SealedCapture seal_capture(const Capture& capture, const std::string& id, const std::string& content_digest,
                           const FindPayload& find_payload);

/// The body of an earlier response by its digest; empty optional where it is gone.
using ReadPayload = std::function<std::optional<std::string>(const std::string& digest)>;

/// Reads back what seal_capture wrote; the content's digest is checked.
Result<Capture> open_capture(std::string_view bytes, const ReadPayload& read_payload);

/// The digest of the payload that a sealed capture refers to but does not hold, or nothing.
Result<std::optional<std::string>> referred_payload(std::string_view bytes);

/// The body of the first record, a response or resource, of `bytes`.
Result<std::string> read_payload_record(std::string_view bytes);

}  // namespace markhound::evidence
