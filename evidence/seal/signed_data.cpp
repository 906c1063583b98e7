#include "evidence/seal/signed_data.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "evidence/seal/der.h"
#include "evidence/seal/oids.h"

namespace markhound::evidence {
namespace {

struct DigestAlgorithm {
  int bits;
  const char* oid;
  const char* ecdsa_oid;  ///< of the signature algorithm with this digest
  const EVP_MD* (*evp)();
};

// RFC 5754 sections 2 and 3.3.
constexpr DigestAlgorithm digest_algorithms[] = {
    {256, "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2", EVP_sha256},
    {384, "2.16.840.1.101.3.4.2.2", "1.2.840.10045.4.3.3", EVP_sha384},
    {512, "2.16.840.1.101.3.4.2.3", "1.2.840.10045.4.3.4", EVP_sha512},
};
constexpr const char* rsa_encryption = "1.2.840.113549.1.1.1";

const DigestAlgorithm& algorithm_of(const SignedData& data) {
  for (const DigestAlgorithm& algorithm : digest_algorithms) {
    if (algorithm.bits == data.digest_bits) return algorithm;
  }
  return digest_algorithms[0];
}

Problem unexpected(const char* what) {
  return {Problem::Kind::bad_input, "signature", what, "use a signature or time stamp made by standard tools"};
}

std::string issuer_and_serial(X509& certificate) {
  const unsigned char* issuer = nullptr;
  std::size_t issuer_size = 0;
  X509_NAME_get0_der(X509_get_issuer_name(&certificate), &issuer, &issuer_size);
  unsigned char* serial = nullptr;
  const int serial_size = i2d_ASN1_INTEGER(X509_get_serialNumber(&certificate), &serial);
  std::string id = der(der_sequence, {{reinterpret_cast<const char*>(issuer), issuer_size},
                                      {reinterpret_cast<const char*>(serial), static_cast<std::size_t>(serial_size)}});
  OPENSSL_free(serial);
  return id;
}

bool has_key_id(X509& certificate, std::string_view wanted) {
  const ASN1_OCTET_STRING* id = X509_get0_subject_key_id(&certificate);
  return id && wanted == std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(id)),
                                          static_cast<std::size_t>(ASN1_STRING_length(id)));
}

/// Both s and n - s satisfy ECDSA; the smaller one is written, so that nobody can make a second valid form.
std::string with_low_s(const std::string& signature, EVP_PKEY& key) {
  auto at = reinterpret_cast<const unsigned char*>(signature.data());
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> parsed(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(signature.size())), ECDSA_SIG_free);
  BIGNUM* order = nullptr;
  if (!parsed || !EVP_PKEY_get_bn_param(&key, "order", &order)) {
    ERR_clear_error();
    return signature;
  }
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> n(order, BN_free);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> other(BN_new(), BN_free);
  BN_sub(other.get(), n.get(), ECDSA_SIG_get0_s(parsed.get()));
  if (BN_cmp(ECDSA_SIG_get0_s(parsed.get()), other.get()) <= 0) return signature;
  ECDSA_SIG_set0(parsed.get(), BN_dup(ECDSA_SIG_get0_r(parsed.get())), BN_dup(other.get()));
  unsigned char* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(parsed.get(), &bytes);
  std::string low(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return low;
}

struct SignatureForm {
  std::string algorithm;  ///< AlgorithmIdentifier, DER
  std::string value;
};

SignatureForm signature_form(const SignedData& data) {
  EVP_PKEY* key = data.certificate.key();
  if (key && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC) {
    return {der(der_sequence, {der_oid_of(algorithm_of(data).ecdsa_oid)}), with_low_s(data.signature, *key)};
  }
  return {der(der_sequence, {der_oid_of(rsa_encryption), der(der_null, {})}), data.signature};
}

/// SHA-2 with absent or NULL parameters; nothing for another.
std::optional<int> digest_bits_of(std::string_view identifier) {
  for (const DigestAlgorithm& algorithm : digest_algorithms) {
    const std::string oid = der_oid_of(algorithm.oid);
    if (identifier == oid || identifier == oid + der(der_null, {})) return algorithm.bits;
  }
  return std::nullopt;
}

/// Finds the certificate that a SignerIdentifier names.
Certificate signer_among(const std::vector<Certificate>& certificates, std::string_view id) {
  for (const Certificate& certificate : certificates) {
    if (issuer_and_serial(*certificate.x509()) == id) return certificate;
    constexpr std::uint8_t key_id_tag = 0x80;
    DerReader key_id(id);
    if (key_id.next_is(key_id_tag) && has_key_id(*certificate.x509(), key_id.take(key_id_tag))) return certificate;
  }
  return {};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

std::string digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm, nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

bool verifies(EVP_PKEY& key, const EVP_MD* digest, std::string_view signature, std::string_view message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const bool good =
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, &key) == 1 &&
      EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                       reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
  ERR_clear_error();
  return good;
}

/// The SignerInfo's fields into `parsed`; null where all is as expected, otherwise what is not.
const char* read_signer(std::string_view signer, ParsedSignedData& parsed) {
  DerReader fields(signer);
  fields.take(der_integer);
  const std::string_view id = fields.take_any();
  const auto bits = digest_bits_of(fields.take(der_sequence));
  DerReader attributes(fields.take(der_context_0));
  while (!attributes.at_end() && !attributes.failed()) {
    parsed.data.attributes.emplace_back(attributes.take_whole(der_sequence));
  }
  fields.take(der_sequence);
  parsed.data.signature = fields.take(der_octets);
  if (fields.next_is(der_context_1)) fields.take(der_context_1);
  if (!fields.finished() || attributes.failed()) return "its signer's fields are not those of RFC 5652";
  if (!bits) return "its digest is not SHA-256, SHA-384 or SHA-512";
  parsed.data.digest_bits = *bits;
  parsed.data.certificate = signer_among(parsed.certificates, id);
  return parsed.data.certificate ? nullptr : "it does not carry the signer's certificate";
}

}  // namespace

std::string to_der(const SignedData& data) {
  const std::string version_1("\x02\x01\x01", 3);
  // RFC 5652 section 5.1: version 3 where the content is other than id-data, else 1.
  const std::string version_3("\x02\x01\x03", 3);
  const std::string digest = der(der_sequence, {der_oid_of(algorithm_of(data).oid)});
  const std::string content = data.content ? der(der_context_0, {der(der_octets, {*data.content})}) : "";
  const SignatureForm signature = signature_form(data);
  const std::string signer = der(der_sequence, {version_1, issuer_and_serial(*data.certificate.x509()), digest,
                                                der(der_context_0, {joined(data.attributes)}), signature.algorithm,
                                                der(der_octets, {signature.value})});
  const std::string signed_data =
      der(der_sequence, {data.content_type == der_oid_of(oid::data) ? version_1 : version_3, der(der_set, {digest}),
                         der(der_sequence, {data.content_type, content}), der(der_context_0, {data.certificate.der()}),
                         der(der_set, {signer})});
  return der(der_sequence, {der_oid_of(oid::signed_data), der(der_context_0, {signed_data})});
}

Result<ParsedSignedData> parse_signed_data(std::string_view bytes) {
  if (!is_strict_der(bytes)) return unexpected("it is not strict DER");
  DerReader outer(bytes);
  DerReader info(outer.take(der_sequence));
  const std::string_view type = info.take_whole(der_oid);
  DerReader wrapper(info.take(der_context_0));
  DerReader fields(wrapper.take(der_sequence));
  if (!info.finished() || !wrapper.finished() || type != der_oid_of(oid::signed_data)) {
    return unexpected("it is no CMS SignedData");
  }
  ParsedSignedData parsed;
  fields.take(der_integer);
  fields.take(der_set);
  DerReader encapsulated(fields.take(der_sequence));
  parsed.data.content_type = encapsulated.take_whole(der_oid);
  if (encapsulated.next_is(der_context_0)) {
    DerReader content(encapsulated.take(der_context_0));
    parsed.data.content = content.take(der_octets);
    if (!content.finished()) return unexpected("its content is not one OCTET STRING");
  }
  DerReader certificates(fields.next_is(der_context_0) ? fields.take(der_context_0) : std::string_view{});
  while (!certificates.at_end() && !certificates.failed()) {
    if (auto certificate = Certificate::parse(certificates.take_any())) parsed.certificates.push_back(certificate);
  }
  if (fields.next_is(der_context_1)) fields.take(der_context_1);
  DerReader signers(fields.take(der_set));
  const std::string_view signer = signers.take(der_sequence);
  if (!encapsulated.finished() || certificates.failed() || !signers.finished() || !fields.finished()) {
    return unexpected("it does not have exactly one signer");
  }
  if (const char* what = read_signer(signer, parsed)) return unexpected(what);
  return parsed;
}

std::string_view attribute_value(const SignedData& data, std::string_view dotted_oid) {
  const std::string wanted = der_oid_of(dotted_oid);
  std::string_view found;
  for (const std::string& attribute : data.attributes) {
    DerReader outer(attribute);
    DerReader fields(outer.take(der_sequence));
    if (fields.take_whole(der_oid) != wanted) continue;
    DerReader values(fields.take(der_set));
    const std::string_view value = values.take_any();
    if (!found.empty() || !values.finished() || !fields.finished()) return {};
    found = value;
  }
  return found;
}

bool signature_holds(const SignedData& data) {
  EVP_PKEY* key = data.certificate.key();
  // RFC 5652 section 5.4: what is signed is the attributes as a SET OF.
  return key && verifies(*key, algorithm_of(data).evp(), data.signature, der(der_set, {joined(data.attributes)}));
}

bool names_content(const SignedData& data, std::string_view content) {
  const std::string digest = der(der_octets, {digest_of(content, algorithm_of(data).evp())});
  return attribute_value(data, oid::message_digest) == digest &&
         attribute_value(data, oid::content_type) == data.content_type;
}

}  // namespace markhound::evidence
