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

/// Null where the bytes are not exactly one certificate.
X509Ptr parse_certificate(std::string_view der);
std::string to_der(X509& certificate);
std::string to_pem(std::string_view der);
/// The DER of every certificate in a PEM text; empty where there is none.
std::vector<std::string> certificates_in(std::string_view pem);

/// SHA-256 of the DER in the form that `openssl x509 -fingerprint -sha256` prints: "AB:CD:…".
std::string fingerprint(std::string_view der);
/// The subject on one line, RFC 2253 with its escapes.
std::string subject_of(std::string_view der);

/// What OpenSSL says went wrong last, and forgets it.
std::string openssl_error();

}  // namespace markhound::evidence
