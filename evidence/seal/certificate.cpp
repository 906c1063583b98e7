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

Certificate Certificate::parse(std::string_view der) {
  auto at = reinterpret_cast<const unsigned char*>(der.data());
  X509Ptr x509(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  Certificate certificate;
  if (x509 && at == reinterpret_cast<const unsigned char*>(der.data() + der.size())) {
    certificate.der_ = der;
    certificate.x509_ = std::move(x509);
  }
  ERR_clear_error();
  return certificate;
}

Certificate Certificate::of(X509& x509) {
  Certificate certificate;
  certificate.der_.resize(static_cast<std::size_t>(i2d_X509(&x509, nullptr)));
  auto out = reinterpret_cast<unsigned char*>(certificate.der_.data());
  i2d_X509(&x509, &out);
  X509_up_ref(&x509);
  certificate.x509_ = X509Ptr(&x509);
  return certificate;
}

std::vector<Certificate> Certificate::all_in(std::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<Certificate> found;
  while (const X509Ptr x509{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) found.push_back(of(*x509));
  ERR_clear_error();
  return found;
}

EVP_PKEY* Certificate::key() const { return x509_ ? X509_get0_pubkey(x509_.get()) : nullptr; }

std::string Certificate::pem() const {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio(bio.get(), PEM_STRING_X509, "", reinterpret_cast<const unsigned char*>(der_.data()),
                static_cast<long>(der_.size()));
  return text_of(*bio);
}

std::string Certificate::fingerprint() const {
  std::string digits = sha256(der_);
  for (char& c : digits) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (std::size_t at = digits.size() - 2; at > 0; at -= 2) digits.insert(at, 1, ':');
  return digits;
}

std::string Certificate::subject() const {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long utf8_line = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  X509_NAME_print_ex(bio.get(), X509_get_subject_name(x509_.get()), 0, utf8_line);
  return text_of(*bio);
}

bool Certificate::is_self_signed() const {
  const bool good = x509_ && X509_self_signed(x509_.get(), 1) == 1;
  ERR_clear_error();
  return good;
}

std::string openssl_error() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = code ? ERR_reason_error_string(code) : nullptr;
  return reason ? reason : "OpenSSL gave no reason";
}

}  // namespace markhound::evidence
