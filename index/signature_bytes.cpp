#include "index/signature_bytes.h"

#include <cstring>

namespace markhound::index {
namespace {

/// Little-endian, so that a workspace may be carried to another machine.
void append_number(std::uint32_t number, std::string& bytes) {
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((number >> shift) & 0xFF);
}

void append_float(float number, std::string& bytes) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  append_number(bits, bytes);
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t number() {
    std::uint32_t value = 0;
    const std::string_view four = text(4);
    for (std::size_t i = 0; i < four.size(); ++i)
      value |= std::uint32_t{static_cast<unsigned char>(four[i])} << (8 * i);
    return value;
  }
  float real() {
    const std::uint32_t bits = number();
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  std::string_view text(std::size_t size) {
    if (size > bytes_.size()) {
      whole_ = false;
      size = bytes_.size();
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  std::size_t left() const { return bytes_.size(); }
  bool whole() const { return whole_; }

 private:
  std::string_view bytes_;
  bool whole_ = true;
};

constexpr std::size_t feature_bytes = 16 + Signature::dimensions;

}  // namespace

std::string to_bytes(const EnrolledLogo& logo) {
  const Signature& signature = logo.signature;
  std::string bytes;
  bytes.reserve(32 + logo.digest.size() + signature.features.size() * feature_bytes);
  append_number(static_cast<std::uint32_t>(logo.digest.size()), bytes);
  bytes += logo.digest;
  append_number(static_cast<std::uint32_t>(signature.width), bytes);
  append_number(static_cast<std::uint32_t>(signature.height), bytes);
  append_number(static_cast<std::uint32_t>(signature.features.size()), bytes);
  for (const Feature& feature : signature.features) {
    for (float value : {feature.x, feature.y, feature.size, feature.angle}) append_float(value, bytes);
  }
  bytes.append(reinterpret_cast<const char*>(signature.descriptors.data()), signature.descriptors.size());
  return bytes;
}

std::optional<EnrolledLogo> logo_from_bytes(std::string_view packed) {
  Bytes bytes(packed);
  EnrolledLogo logo;
  logo.digest = bytes.text(bytes.number());
  logo.signature.width = static_cast<int>(bytes.number());
  logo.signature.height = static_cast<int>(bytes.number());
  const std::size_t count = bytes.number();
  if (!bytes.whole() || bytes.left() != count * feature_bytes) return std::nullopt;
  logo.signature.features.resize(count);
  for (Feature& feature : logo.signature.features) {
    for (float* value : {&feature.x, &feature.y, &feature.size, &feature.angle}) *value = bytes.real();
  }
  const std::string_view rows = bytes.text(count * Signature::dimensions);
  logo.signature.descriptors.assign(rows.begin(), rows.end());
  return logo;
}

}  // namespace markhound::index
