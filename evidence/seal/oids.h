// Object identifiers of the structures that this room reads and writes.
#pragma once

namespace markhound::evidence::oid {

// RFC 5652
inline constexpr const char* data = "1.2.840.113549.1.7.1";
inline constexpr const char* signed_data = "1.2.840.113549.1.7.2";
inline constexpr const char* content_type = "1.2.840.113549.1.9.3";
inline constexpr const char* message_digest = "1.2.840.113549.1.9.4";
inline constexpr const char* signing_time = "1.2.840.113549.1.9.5";
// RFC 3161
inline constexpr const char* timestamp_token = "1.2.840.113549.1.9.16.1.4";
// RFC 5754
inline constexpr const char* sha256 = "2.16.840.1.101.3.4.2.1";

}  // namespace markhound::evidence::oid
