// The digests that WARC records and WACZ packages state of what they hold.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace markhound::crawler {

/// Of bytes that come piece by piece.
class Digest {
 public:
  /// "sha1", "sha256", "sha512", "md5", upper or lower case, "sha-256" too; nothing for any other.
  static std::optional<Digest> of(std::string_view algorithm);
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  void add(std::string_view bytes);
  /// The digest's bytes; to be called once, last.
  std::string end();

 private:
  struct State;
  explicit Digest(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether a labelled digest ("sha1:" and base 32, or "sha256:" and base 16; ISO 28500 section 5.8) is that of the
/// bytes. Nothing where it cannot be told: no label, an unknown algorithm.
std::optional<bool> agrees(std::string_view labelled, std::string_view bytes);

/// In lower-case base 16.
std::string to_hex(std::string_view bytes);

}  // namespace markhound::crawler
