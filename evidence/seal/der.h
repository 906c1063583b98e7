// DER (ITU-T X.690), as much of it as signed data and time stamps need. Signatures leave parts of those structures
// unsigned; reading strictly and writing in one way only leaves no byte of them free.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::evidence {

enum DerTag : std::uint8_t {
  der_boolean = 0x01,
  der_integer = 0x02,
  der_octets = 0x04,
  der_null = 0x05,
  der_oid = 0x06,
  der_utc_time = 0x17,
  der_sequence = 0x30,
  der_set = 0x31,
  der_context_0 = 0xa0,
  der_context_1 = 0xa1,
};

/// One element; the parts are its content, one after the other.
std::string der(std::uint8_t tag, std::initializer_list<std::string_view> parts);
/// A SET OF: the elements in DER's order, which is that of their bytes.
std::string der_set_of(std::uint8_t tag, std::vector<std::string> elements);
/// An INTEGER of these big-endian bytes, taken as unsigned.
std::string der_unsigned(std::string_view bytes);
/// An object identifier from "1.2.840.113549.1.7.2".
std::string der_oid_of(std::string_view dotted);

/// Takes elements off the front of some content. Once an element is not as asked, `failed` stays true.
class DerReader {
 public:
  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  /// The content of the next element, which must have this tag.
  std::string_view take(std::uint8_t tag);
  /// The next element with its tag and length.
  std::string_view take_whole(std::uint8_t tag);
  /// The next element whatever its tag.
  std::string_view take_any();

  bool next_is(std::uint8_t tag) const { return !rest_.empty() && static_cast<std::uint8_t>(rest_.front()) == tag; }
  bool at_end() const { return rest_.empty(); }
  bool failed() const { return failed_; }
  /// All was taken, and nothing was wrong with it.
  bool finished() const { return rest_.empty() && !failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

/// Whether `bytes` are one element, with definite and shortest lengths all the way down.
bool is_strict_der(std::string_view bytes);

}  // namespace markhound::evidence
