// SHA-256 over bytes as they come: the one digest that names things in the vault and in packages.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace markhound::evidence {

class Sha256 {
 public:
  using Bytes = std::array<std::uint8_t, 32>;

  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(std::string_view bytes);
  /// The digest of all that was given; afterwards the object is as new.
  Bytes finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// Lower-case hexadecimal.
std::string hex(std::string_view bytes);
std::string hex(const Sha256::Bytes& digest);

/// SHA-256 of the bytes, in hex; declared in evidence/vault.h too.
std::string sha256(std::string_view bytes);

/// A random (version 4) UUID, RFC 9562, as the WARC standard's examples use it: "urn:uuid:…".
std::string random_uuid();

}  // namespace markhound::evidence
