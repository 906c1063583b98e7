// The operator's signing key: P-256, made on first use, with a certificate that it signs itself.
#pragma once

#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"
#include "evidence/seal/certificate.h"

namespace markhound::evidence {

struct Signer {
  std::string key;  ///< PEM; never leaves the key folder
  Certificate certificate;
};

/// Reads signer.key and signer.crt in the folder, or makes them (mode 0600). Problem of kind refused where others may
/// read the key.
Result<Signer> open_signer(const std::string& key_folder, const std::string& operator_name, UtcTime now);

/// A detached CMS signature over the content, DER, with the time as a signed attribute.
Result<std::string> sign_detached(const Signer& signer, std::string_view content, UtcTime time);

struct SignatureFacts {
  std::string time;         ///< that the signer claims, "2026-11-23T08:15:30Z"
  std::string subject;      ///< of the certificate
  std::string fingerprint;  ///< SHA-256 of the certificate, "AB:CD:…"
};

/// Problem of kind refused where the signature, `certificate` (PEM) or the content is not as it was signed, or any
/// byte of `signature` is not as sign_detached writes it. Its thing is "content" where only that is another.
Result<SignatureFacts> verify_detached(std::string_view signature, std::string_view content,
                                       std::string_view certificate);

}  // namespace markhound::evidence
