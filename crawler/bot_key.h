// Who the crawler is, so that a site can check it: Web Bot Auth. Requests are signed with the operator's Ed25519 key
// (RFC 9421), whose public half the operator publishes; sites lift limits for bots that they know.
// Source: draft-ietf-webbotauth-httpsig-protocol-00 (before: draft-meunier-web-bot-auth-architecture).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/capture.h"
#include "core/clock.h"
#include "core/result.h"

namespace markhound::crawler {

/// An Ed25519 key pair. Cheap to copy; safe to use from any thread.
class BotKey {
 public:
  static Result<BotKey> make();
  /// PKCS#8 as RFC 8410 has it ("-----BEGIN PRIVATE KEY-----").
  static Result<BotKey> from_pem(const std::string& pem);
  std::string to_pem() const;

  /// RFC 8032, 64 bytes.
  std::string sign(std::string_view message) const;
  /// The public key as a JWK has it (RFC 8037): base64url without padding.
  std::string x() const;
  /// RFC 7638 with SHA-256, base64url; names the key in every signature.
  std::string thumbprint() const;

 private:
  struct Pair;
  explicit BotKey(std::shared_ptr<const Pair> pair) : pair_(std::move(pair)) {}
  std::shared_ptr<const Pair> pair_;
};

/// The key in the file, which nobody but its owner may read; made on first use with rights 0600. A Problem where others
/// may read it.
Result<BotKey> open_bot_key(const std::string& path);

struct BotIdentity {
  BotKey key;
  std::string agent;  ///< "https://bot.example.org": below it lies .well-known/http-message-signatures-directory
};

/// Whether it may stand in Signature-Agent: an https URL without credentials, query and fragment.
bool is_signature_agent(const std::string& agent);

/// Signature-Agent, Signature-Input and Signature of one request to `url`, good for five minutes from `now`.
std::vector<Header> signed_headers(const BotIdentity& identity, const std::string& url, UtcTime now);

/// What the operator publishes at <agent>/.well-known/http-message-signatures-directory: a JWK set, in JSON.
std::string key_directory(const BotKey& key);
/// The headers to publish it with: its media type, and a signature that proves that the agent holds the key, good for
/// `days`. Verifiers want it; a static host sends what it is told to.
std::vector<Header> key_directory_headers(const BotIdentity& identity, UtcTime now, int days);

}  // namespace markhound::crawler
