#include <array>

#include <openssl/rand.h>

#include "crawler/address/url.h"
#include "crawler/bot_key.h"
#include "crawler/signature/base64.h"
#include "crawler/signature/http_signature.h"

namespace markhound::crawler {
namespace {

constexpr const char* label = "sig1";
constexpr std::int64_t lifetime_s = 300;
constexpr std::int64_t day_s = 86'400;

std::string nonce() {
  std::array<unsigned char, 64> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

SignatureParameters parameters(const BotKey& key, UtcTime now, std::int64_t seconds, const char* tag) {
  SignatureParameters out;
  out.created = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  out.keyid = key.thumbprint();
  out.alg = "ed25519";
  out.expires = out.created + seconds;
  out.nonce = nonce();
  out.tag = tag;
  return out;
}

void add_signature(const BotKey& key, const Message& message, const SignatureParameters& covered,
                   std::vector<Header>& headers) {
  const auto base = signature_base(message, covered);
  if (!base) return;  // a URL without a host; it is refused before it is fetched
  headers.push_back({"Signature-Input", std::string(label) + "=" + to_text(covered)});
  headers.push_back({"Signature", std::string(label) + "=:" + base64(key.sign(*base)) + ":"});
}

}  // namespace

bool is_signature_agent(const std::string& agent) {
  const auto url = resolve({}, agent);
  return url && agent.starts_with("https://") && (*url == agent || *url == agent + "/");
}

std::vector<Header> signed_headers(const BotIdentity& identity, const std::string& url, UtcTime now) {
  std::vector<Header> headers = {{"Signature-Agent", std::string(label) + "=\"" + identity.agent + "\""}};
  SignatureParameters covered = parameters(identity.key, now, lifetime_s, "web-bot-auth");
  covered.components = {{"@authority", {}, false}, {"signature-agent", label, false}};
  add_signature(identity.key, {"GET", url, headers}, covered, headers);
  return headers;
}

std::string key_directory(const BotKey& key) {
  return R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":")" + key.thumbprint() + R"(","x":")" + key.x() +
         R"(","use":"sig"}]})" + "\n";
}

std::vector<Header> key_directory_headers(const BotIdentity& identity, UtcTime now, int days) {
  std::vector<Header> headers = {{"Content-Type", "application/http-message-signatures-directory+json"},
                                 {"Cache-Control", "max-age=86400"}};
  SignatureParameters covered = parameters(identity.key, now, days * day_s, "http-message-signatures-directory");
  covered.components = {{"@authority", {}, true}};
  add_signature(identity.key, {"GET", identity.agent, {}}, covered, headers);
  return headers;
}

}  // namespace markhound::crawler
