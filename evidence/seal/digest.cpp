#include "evidence/seal/digest.h"

#include <new>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace markhound::evidence {

struct Sha256::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();
  Context() {
    if (!evp) throw std::bad_alloc();
  }
  ~Context() { EVP_MD_CTX_free(evp); }
};

namespace {

/// Fetched once: OpenSSL 3 looks EVP_sha256() up again each time it is used.
const EVP_MD* sha256_method() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return method ? method : EVP_sha256();
}

}  // namespace

Sha256::Sha256() : context_(std::make_unique<Context>()) { EVP_DigestInit_ex(context_->evp, sha256_method(), nullptr); }

Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) { EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()); }

Sha256::Bytes Sha256::finish() {
  Bytes digest{};
  EVP_DigestFinal_ex(context_->evp, digest.data(), nullptr);
  EVP_DigestInit_ex(context_->evp, sha256_method(), nullptr);
  return digest;
}

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string hex(const Sha256::Bytes& digest) {
  return hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string sha256(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return hex(digest.finish());
}

std::string random_uuid() {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) throw std::bad_alloc();
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  std::string text = hex(std::string_view(reinterpret_cast<const char*>(bytes), sizeof bytes));
  for (int at : {20, 16, 12, 8}) text.insert(static_cast<std::size_t>(at), 1, '-');
  return "urn:uuid:" + text;
}

}  // namespace markhound::evidence
