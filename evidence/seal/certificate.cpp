#include "evidence/seal/certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "evidence/seal/digest.h"

namespace markhound::evidence {

void OpensslDeleter::operator()(X509* certificate) const { X509_free(certificate); }
void OpensslDeleter::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
void OpensslDeleter::operator()(BIO* bio) const { BIO_free(bio); }

namespace {

std::string text_of(BIO& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(&bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

X509Ptr parse_certificate(std::string_view der) {
  auto at = reinterpret_cast<const unsigned char*>(der.data());
  X509Ptr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  const bool whole = at == reinterpret_cast<const unsigned char*>(der.data() + der.size());
  if (!certificate || !whole) ERR_clear_error();
  return whole ? std::move(certificate) : nullptr;
}

std::string to_der(X509& certificate) {
  std::string der(static_cast<std::size_t>(i2d_X509(&certificate, nullptr)), '\0');
  auto out = reinterpret_cast<unsigned char*>(der.data());
  i2d_X509(&certificate, &out);
  return der;
}

std::string to_pem(std::string_view der) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio(bio.get(), PEM_STRING_X509, "", reinterpret_cast<const unsigned char*>(der.data()),
                static_cast<long>(der.size()));
  return text_of(*bio);
}

std::vector<std::string> certificates_in(std::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<std::string> found;
  while (const X509Ptr certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    found.push_back(to_der(*certificate));
  }
  ERR_clear_error();
  return found;
}

std::string fingerprint(std::string_view der) {
  std::string digits = sha256(der);
  for (char& c : digits) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (std::size_t at = digits.size() - 2; at > 0; at -= 2) digits.insert(at, 1, ':');
  return digits;
}

std::string subject_of(std::string_view der) {
  const X509Ptr certificate = parse_certificate(der);
  if (!certificate) return {};
  const BioPtr bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long utf8_line = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate.get()), 0, utf8_line);
  return text_of(*bio);
}

std::string openssl_error() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = code ? ERR_reason_error_string(code) : nullptr;
  return reason ? reason : "OpenSSL gave no reason";
}

}  // namespace markhound::evidence
