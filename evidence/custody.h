// The custody log: one line of JSON an action, each bound to the one before it by its digest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"

namespace markhound::evidence {

struct CustodyEntry {
  std::int64_t sequence = 1;  ///< from 1, without a gap
  UtcTime time{};
  std::string operator_name;
  std::string host;
  std::string action;  ///< "keep", "record", "decide", "export", …
  std::string detail;
  std::string previous;  ///< digest of the entry before; 64 zeros for the first
};

/// What the first entry names as its predecessor.
extern const char* const custody_origin;

/// The entry as a line without its newline. The last member, "digest", is the SHA-256 of the line as it is without
/// that member, so that anybody can recompute it with sha256sum.
std::string to_line(const CustodyEntry& entry);

/// The digest of a line that to_line wrote; empty where it has none.
std::string custody_digest(std::string_view line);

/// Walks a chain line by line.
class CustodyChain {
 public:
  /// A Problem where the line is altered or does not follow the one before; it names the entry.
  Result<void> follow(std::string_view line);

  std::int64_t length() const { return length_; }
  const std::string& head() const { return head_; }

 private:
  std::int64_t length_ = 0;
  std::string head_ = custody_origin;
};

}  // namespace markhound::evidence
