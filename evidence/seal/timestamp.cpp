#include "evidence/seal/timestamp.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "evidence/seal/der.h"
#include "evidence/seal/oids.h"
#include "evidence/seal/signed_data.h"

namespace markhound::evidence {
namespace {

template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

Problem refused(const std::string& why) {
  return {Problem::Kind::refused, "time stamp", why,
          "use another time-stamping authority or ask for the package again"};
}

std::string sha256_bytes(std::string_view data) {
  unsigned char digest[32];
  EVP_Digest(data.data(), data.size(), digest, nullptr, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(digest), sizeof digest};
}

/// What this room reads of a TSTInfo; OpenSSL checks the rest.
struct TokenInfo {
  std::string_view imprint;  ///< the digest
  std::string_view nonce;    ///< INTEGER, DER; empty where there is none
  std::string_view time;     ///< "20261123081530Z"
};

TokenInfo read_info(std::string_view content) {
  constexpr std::uint8_t generalized_time = 0x18;
  TokenInfo info;
  DerReader outer(content);
  DerReader fields(outer.take(der_sequence));
  fields.take(der_integer);
  fields.take(der_oid);
  DerReader imprint(fields.take(der_sequence));
  imprint.take(der_sequence);
  info.imprint = imprint.take(der_octets);
  fields.take(der_integer);
  info.time = fields.take(generalized_time);
  while (!fields.at_end() && !fields.failed()) {
    const bool nonce = fields.next_is(der_integer);
    const std::string_view element = fields.take_any();
    if (nonce) info.nonce = element;
  }
  return info;
}

std::string rfc3339_of(std::string_view generalized) {
  if (generalized.size() < 15) return {};
  std::string text(generalized);
  for (int at : {12, 10}) text.insert(static_cast<std::size_t>(at), 1, ':');
  text.insert(8, 1, 'T');
  for (int at : {6, 4}) text.insert(static_cast<std::size_t>(at), 1, '-');
  return text;
}

/// The token of a response that was granted without reserve.
Result<ParsedSignedData> parse_response(std::string_view response) {
  DerReader outer(response);
  DerReader fields(outer.take(der_sequence));
  DerReader status(fields.take(der_sequence));
  const std::string_view granted = status.take(der_integer);
  if (!is_strict_der(response) || fields.failed() || status.failed()) return refused("the answer is no TimeStampResp");
  if (granted != std::string_view("\0", 1)) return refused("the authority did not grant it");
  auto parsed = parse_signed_data(fields.take_any());
  if (!parsed) return refused(parsed.problem().cause);
  if (parsed->data.content_type != der_oid_of(oid::timestamp_token) || !parsed->data.content) {
    return refused("the token does not hold a TSTInfo");
  }
  return parsed;
}

/// Status granted, no text, and the token in its canonical frame.
std::string canonical_response(const SignedData& token) {
  const std::string granted("\x02\x01\x00", 3);
  return der(der_sequence, {der(der_sequence, {granted}), to_der(token)});
}

std::time_t time_of(std::string_view generalized) {
  const auto time = from_rfc3339(rfc3339_of(std::string(generalized.substr(0, 14)) + "Z"));
  return time ? std::chrono::floor<std::chrono::seconds>(*time).time_since_epoch().count() : 0;
}

Owned<X509_STORE> store_of(const std::vector<Certificate>& trusted, bool with_system, std::time_t at) {
  Owned<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
  for (const Certificate& certificate : trusted) X509_STORE_add_cert(store.get(), certificate.x509());
  if (with_system) X509_STORE_set_default_paths(store.get());
  X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_time(rules, at);
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CHECK_SS_SIGNATURE);
  return store;
}

/// The chain from `signer` to a root, signer first; empty where there is none.
std::vector<Certificate> chain_of(const Certificate& signer, const std::vector<Certificate>& untrusted,
                                  X509_STORE& store) {
  const Owned<STACK_OF(X509)> others(sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  for (const Certificate& certificate : untrusted) sk_X509_push(others.get(), certificate.x509());
  const Owned<X509_STORE_CTX> context(X509_STORE_CTX_new(), X509_STORE_CTX_free);
  X509_STORE_CTX_init(context.get(), &store, signer.x509(), others.get());
  X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_TIMESTAMP_SIGN);
  std::vector<Certificate> chain;
  if (X509_verify_cert(context.get()) == 1) {
    const STACK_OF(X509)* found = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(found); ++i) chain.push_back(Certificate::of(*sk_X509_value(found, i)));
  }
  ERR_clear_error();
  return chain;
}

/// All that OpenSSL checks of a token: version, policy, imprint, signature, purpose, and the certificates it binds.
Result<void> check_with_openssl(std::string_view response, std::string_view data, X509_STORE* store) {
  auto at = reinterpret_cast<const unsigned char*>(response.data());
  const Owned<TS_RESP> parsed(d2i_TS_RESP(nullptr, &at, static_cast<long>(response.size())), TS_RESP_free);
  const Owned<TS_VERIFY_CTX> context(TS_VERIFY_CTX_new(), TS_VERIFY_CTX_free);
  TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_data(context.get(), BIO_new_mem_buf(data.data(), static_cast<int>(data.size())));
  X509_STORE_up_ref(store);
  TS_VERIFY_CTX_set_store(context.get(), store);
  const bool good = parsed && TS_RESP_verify_response(context.get(), parsed.get()) == 1;
  if (!good) return refused(openssl_error());
  ERR_clear_error();
  return {};
}

std::string valid_until(const Certificate& certificate) {
  std::tm end{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.x509()), &end) != 1) return {};
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d", &end);
  return text;
}

}  // namespace

TimestampRequest make_timestamp_request(std::string_view data) {
  unsigned char random[8] = {};
  RAND_bytes(random, sizeof random);
  TimestampRequest request;
  request.nonce = der_unsigned({reinterpret_cast<const char*>(random), sizeof random});
  const std::string version_1("\x02\x01\x01", 3);
  const std::string digest = der(der_sequence, {der_oid_of(oid::sha256), der(der_null, {})});
  const std::string imprint = der(der_sequence, {digest, der(der_octets, {sha256_bytes(data)})});
  request.der = der(der_sequence, {version_1, imprint, request.nonce, der(der_boolean, {"\xff"})});
  return request;
}

Result<void> answers(std::string_view response, std::string_view data, const TimestampRequest& request) {
  const auto parsed = parse_response(response);
  if (!parsed) return parsed.problem();
  const TokenInfo info = read_info(*parsed->data.content);
  if (info.imprint != sha256_bytes(data)) return refused("the token is over other data");
  if (info.nonce != request.nonce) return refused("the token answers another request");
  return {};
}

Result<Timestamp> seal_timestamp(std::string_view response, std::string_view data, std::string_view roots) {
  auto parsed = parse_response(response);
  if (!parsed) return parsed.problem();
  const SignedData& token = parsed->data;
  std::vector<Certificate> trusted = Certificate::all_in(roots);
  for (const Certificate& certificate : parsed->certificates) {
    if (certificate.is_self_signed()) trusted.push_back(certificate);
  }
  const auto store = store_of(trusted, true, time_of(read_info(*token.content).time));
  std::vector<Certificate> chain = chain_of(token.certificate, parsed->certificates, *store);
  if (chain.empty()) return refused("no chain leads from the token's signer to a root");
  if (chain.size() > 1) chain.erase(chain.begin());
  Timestamp sealed{canonical_response(token), {}};
  for (const Certificate& certificate : chain) sealed.authority += certificate.pem();
  if (auto facts = verify_timestamp(sealed.response, data, sealed.authority); !facts) return facts.problem();
  return sealed;
}

Result<TimestampFacts> verify_timestamp(std::string_view response, std::string_view data, std::string_view authority) {
  const auto parsed = parse_response(response);
  if (!parsed) return parsed.problem();
  const SignedData& token = parsed->data;
  const TokenInfo info = read_info(*token.content);
  if (canonical_response(token) != response) return refused("its frame is not as it was written");
  if (!signature_holds(token) || !names_content(token, *token.content)) return refused("its signature does not hold");
  if (info.imprint != sha256_bytes(data)) return refused("the token is over other data");
  const auto certificates = Certificate::all_in(authority);
  const auto store = store_of(certificates, false, time_of(info.time));
  const auto chain = chain_of(token.certificate, {}, *store);
  if (chain.empty()) return refused("its signer does not lead to the authority's root");
  if (auto checked = check_with_openssl(response, data, store.get()); !checked) return checked.problem();
  return TimestampFacts{rfc3339_of(info.time), token.certificate.subject(), chain.back().fingerprint(),
                        valid_until(token.certificate)};
}

}  // namespace markhound::evidence
