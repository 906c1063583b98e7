#include "crawler/warc/digest.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

namespace markhound::crawler {
namespace {

struct ContextFree {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// RFC 4648 section 6, in lower case and without padding.
std::string to_base32(std::string_view bytes) {
  static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) out += letters[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += letters[held << (5 - bits) & 31];
  return out;
}

}  // namespace

struct Digest::State {
  std::unique_ptr<EVP_MD_CTX, ContextFree> context;
};

Digest::Digest(std::unique_ptr<State> state) : state_(std::move(state)) {}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

std::optional<Digest> Digest::of(std::string_view algorithm) {
  std::string name = lower(algorithm);
  std::erase(name, '-');
  const EVP_MD* kind = nullptr;
  if (name == "sha1") kind = EVP_sha1();
  if (name == "sha256") kind = EVP_sha256();
  if (name == "sha512") kind = EVP_sha512();
  if (name == "md5") kind = EVP_md5();
  auto state = std::make_unique<State>();
  state->context.reset(EVP_MD_CTX_new());
  if (!kind || !state->context || EVP_DigestInit_ex(state->context.get(), kind, nullptr) != 1) return std::nullopt;
  return Digest(std::move(state));
}

void Digest::add(std::string_view bytes) { EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()); }

std::string Digest::end() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  EVP_DigestFinal_ex(state_->context.get(), bytes.data(), &size);
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

std::optional<bool> agrees(std::string_view labelled, std::string_view bytes) {
  const auto colon = labelled.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto digest = Digest::of(labelled.substr(0, colon));
  if (!digest) return std::nullopt;
  digest->add(bytes);
  const std::string found = digest->end();
  std::string stated = lower(labelled.substr(colon + 1));
  while (stated.ends_with('=')) stated.pop_back();
  return stated == to_hex(found) || stated == to_base32(found);
}

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace markhound::crawler
