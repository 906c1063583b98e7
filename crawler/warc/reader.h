// WARC records one after the other (ISO 28500, versions 0.17 to 1.1), from archives that somebody else made.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/warc/input.h"

namespace markhound::crawler {

/// The header of a record. Fields that are missing are empty.
struct WarcRecord {
  WarcPlace place;
  std::string type;        ///< "response", "resource", "revisit", …
  std::string target_uri;  ///< without the angle brackets that wget once wrote
  std::string date;        ///< as written, RFC 3339
  std::string ip_address;
  std::string content_type;
  std::string refers_to_uri;  ///< of a revisit
  std::string refers_to_date;
  std::string payload_digest;
  std::string block_digest;  ///< "sha1:…", over the block as it lies here
  std::uint64_t length = 0;  ///< of the block, in bytes
};

/// One thread. Memory does not grow with the archive.
class WarcReader {
 public:
  static Result<WarcReader> open(const WarcPart& part);

  /// The next record, or nothing at the end. A Problem names file and offset; the call after it goes on with the next
  /// record that can be found.
  Result<std::optional<WarcRecord>> next();

  /// Appends up to `most` bytes of the last record's block. A Problem where the archive ends before the block does.
  Result<void> read_block(std::string& out, std::uint64_t most);
  /// The same for the rest of the block, without keeping it.
  Result<void> skip_block();

  /// The next call of next() reads the record there.
  void seek(WarcPlace place);

 private:
  explicit WarcReader(std::unique_ptr<WarcInput> input) : input_(std::move(input)) {}

  Problem problem(std::uint64_t offset, const std::string& cause) const;
  Problem cut_off(std::uint64_t missing) const;
  Result<std::optional<WarcRecord>> parse_header(WarcPlace place);
  Problem skip_junk(WarcPlace place, const std::string& first_line);

  std::unique_ptr<WarcInput> input_;
  std::uint64_t left_ = 0;          ///< of the last record's block
  WarcPlace at_;                    ///< the last record
  std::optional<WarcPlace> found_;  ///< a version line that was read already, by skip_junk()
};

}  // namespace markhound::crawler
