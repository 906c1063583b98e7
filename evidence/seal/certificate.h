// X.509 certificates as this room passes them around: DER bytes, and PEM where a file wants it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/types.h>

namespace markhound::evidence {

struct OpensslDeleter {
  void operator()(X509* certificate) const;
  void operator()(EVP_PKEY* key) const;
  void operator()(BIO* bio) const;
};
using X509Ptr = std::unique_ptr<X509, OpensslDeleter>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslDeleter>;
using BioPtr = std::unique_ptr<BIO, OpensslDeleter>;

/// A certificate that was parsed once; OpenSSL takes long over that.
class Certificate {
 public:
  /// Of no certificate; converts to false.
  Certificate() = default;
  /// False where the bytes are not exactly one certificate.
  static Certificate parse(std::string_view der);
  static Certificate of(X509& x509);
  /// All in a PEM text.
  static std::vector<Certificate> all_in(std::string_view pem);

  explicit operator bool() const { return x509_ != nullptr; }
  bool operator==(const Certificate& other) const { return der_ == other.der_; }

  const std::string& der() const { return der_; }
  X509* x509() const { return x509_.get(); }
  /// Null where the key's kind is unknown.
  EVP_PKEY* key() const;
  std::string pem() const;
  /// SHA-256 of the DER in the form that `openssl x509 -fingerprint -sha256` prints: "AB:CD:…".
  std::string fingerprint() const;
  /// The subject on one line, RFC 2253 with its escapes.
  std::string subject() const;
  /// Whether it is signed with its own key.
  bool is_self_signed() const;

 private:
  std::string der_;
  std::shared_ptr<X509> x509_;
};

/// What OpenSSL says went wrong last, and forgets it.
std::string openssl_error();

}  // namespace markhound::evidence
