// CMS SignedData (RFC 5652) with one signer, in one canonical form: our own signature over SHA256SUMS, and the token
// of a time-stamping authority (RFC 3161).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "evidence/seal/certificate.h"

namespace markhound::evidence {

/// What a signature covers, taken out of its frame. The frame (versions, algorithm identifiers, other certificates,
/// unsigned attributes) is not signed; to_der writes it anew in one way only.
struct SignedData {
  std::string content_type;             ///< OBJECT IDENTIFIER, DER
  std::optional<std::string> content;   ///< absent where it is detached
  int digest_bits = 256;                ///< SHA-256, -384 or -512
  Certificate certificate;              ///< the signer's
  std::vector<std::string> attributes;  ///< signed attributes, DER each, in their order
  std::string signature;
};

/// The ContentInfo. Fields by RFC 5652 for an issuer-and-serial signer and version-3 certificates; digest algorithms
/// without parameters (RFC 5754); ECDSA signatures with the smaller of the two equivalent values of s.
std::string to_der(const SignedData& data);

struct ParsedSignedData {
  SignedData data;
  std::vector<Certificate> certificates;  ///< all that the structure carries
};

/// Reads a strict DER ContentInfo with one signer. Problem of kind bad_input names what is unexpected.
Result<ParsedSignedData> parse_signed_data(std::string_view der);

/// The value of the signed attribute with this OID, DER; empty where there is not exactly one.
std::string_view attribute_value(const SignedData& data, std::string_view dotted_oid);

/// Whether the signer's key signed exactly these attributes.
bool signature_holds(const SignedData& data);

/// Whether the signed attributes name this content, by its digest and its type.
bool names_content(const SignedData& data, std::string_view content);

}  // namespace markhound::evidence
