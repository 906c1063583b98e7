// WARC 1.1 records (ISO 28500:2017), each one gzip member.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/capture.h"
#include "core/result.h"

namespace markhound::evidence {

/// Far above what a fetch may bring; stops a member that was made to explode.
inline constexpr std::size_t most_record_bytes = 1u << 30;

struct WarcRecord {
  std::vector<Header> fields;  ///< without Content-Length, which follows from the block
  std::string block;

  /// The field's value (names are case-insensitive), or empty.
  std::string field(const std::string& name) const { return header_value(fields, name); }
};

/// The record as one gzip member. `level` as zlib's.
std::string to_member(const WarcRecord& record, int level);

/// Takes the first record off `bytes`. Its Content-Length must agree with the member and, where it names a
/// WARC-Block-Digest of SHA-256, its digest with the block; `cap` limits the inflated size.
Result<WarcRecord> take_record(std::string_view& bytes, std::size_t cap);

/// Takes the first record off `bytes` likewise and gives its WARC-Record-ID.
Result<std::string> take_record_id(std::string_view& bytes);

/// "sha256:" and the digest in hex, the form of WARC-Block-Digest here (base 16, as warcio.js and pywb write it).
std::string labelled_digest(std::string_view bytes);

/// The warcinfo record that opens a file. `fields` are its application/warc-fields lines.
WarcRecord warcinfo(const std::string& record_id, UtcTime time, const std::string& file_name,
                    const std::vector<Header>& fields);

/// A value that cannot break out of its line: control characters become spaces.
std::string field_value(std::string_view text);

}  // namespace markhound::evidence
