#include "crawler/bot_key.h"

#include <array>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "crawler/signature/base64.h"

namespace markhound::crawler {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

Problem no_key(const char* cause) {
  return {Problem::Kind::bad_input, "bot key", cause, "give an Ed25519 key in PEM (PKCS#8), or let one be made"};
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

struct BotKey::Pair {
  Key key;
  std::string public_bytes;
};

Result<BotKey> BotKey::make() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
  if (!key) return Problem{Problem::Kind::internal, "bot key", "OpenSSL cannot make an Ed25519 key", {}};
  return from_pem(BotKey(std::make_shared<Pair>(Pair{std::move(key), {}})).to_pem());
}

Result<BotKey> BotKey::from_pem(const std::string& pem) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  // An empty pass phrase is given, else OpenSSL would ask for one on the terminal.
  Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, const_cast<char*>("")), &EVP_PKEY_free);
  if (!key) return no_key("it is no private key in PEM without a pass phrase");
  if (EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return no_key("it is no Ed25519 key");
  std::array<unsigned char, 32> bytes{};
  std::size_t size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key.get(), bytes.data(), &size) != 1) return no_key("its public half cannot be had");
  std::string public_bytes(reinterpret_cast<const char*>(bytes.data()), size);
  return BotKey(std::make_shared<Pair>(Pair{std::move(key), std::move(public_bytes)}));
}

std::string BotKey::to_pem() const {
  const Memory memory(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_PKCS8PrivateKey(memory.get(), pair_->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string{};
}

std::string BotKey::sign(std::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<unsigned char, 64> signature{};
  std::size_t size = signature.size();
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pair_->key.get()) != 1) return {};
  if (EVP_DigestSign(context.get(), signature.data(), &size, bytes, message.size()) != 1) return {};
  return {reinterpret_cast<const char*>(signature.data()), size};
}

std::string BotKey::x() const { return base64url(pair_->public_bytes); }

std::string BotKey::thumbprint() const {
  return base64url(sha256(R"({"crv":"Ed25519","kty":"OKP","x":")" + x() + "\"}"));
}

}  // namespace markhound::crawler
