// Web Bot Auth by the vectors of its RFCs, and as a server sees it.
#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include "crawler/bot_key.h"
#include "crawler/fetcher.h"
#include "crawler/signature/base64.h"
#include "crawler/signature/http_signature.h"
#include "tests/crawler/loopback_server.h"
#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::HasSubstr;

std::string bytes_of(std::string text) {
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  std::string out(text.size(), '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  const auto padding = static_cast<int>(text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0);
  out.resize(static_cast<std::size_t>(size - padding));
  return out;
}

/// The key of a JWK's "d": PKCS#8 is a fixed head before it (RFC 8410 section 7).
BotKey key_of(const std::string& d) {
  const std::string head("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
  const auto key =
      BotKey::from_pem("-----BEGIN PRIVATE KEY-----\n" + base64(head + bytes_of(d)) + "\n-----END PRIVATE KEY-----\n");
  EXPECT_TRUE(key) << to_line(key.problem());
  return *key;
}

BotKey rfc9421_key() { return key_of("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU"); }

bool verifies(const BotKey& key, const std::string& message, const std::string& signature) {
  const std::string raw = bytes_of(key.x());
  EVP_PKEY* pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                               reinterpret_cast<const unsigned char*>(raw.data()), raw.size());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, pkey);
  const int verified =
      EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                       reinterpret_cast<const unsigned char*>(message.data()), message.size());
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(pkey);
  return verified == 1;
}

TEST(Base64, Rfc4648Section10) {
  const std::array<std::pair<const char*, const char*>, 7> vectors = {{{"", ""},
                                                                       {"f", "Zg=="},
                                                                       {"fo", "Zm8="},
                                                                       {"foo", "Zm9v"},
                                                                       {"foob", "Zm9vYg=="},
                                                                       {"fooba", "Zm9vYmE="},
                                                                       {"foobar", "Zm9vYmFy"}}};
  for (const auto& [plain, encoded] : vectors) EXPECT_EQ(base64(plain), encoded);
  EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(base64url("f"), "Zg");
}

TEST(BotKey, Rfc8037AppendixA) {
  const BotKey key = key_of("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  EXPECT_EQ(key.x(), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  EXPECT_EQ(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k") << "A.3";
  EXPECT_EQ(base64url(key.sign("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc")),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
      << "A.4";
}

TEST(HttpSignature, Rfc9421AppendixB26) {
  const Message message{"POST",
                        "https://example.com/foo?param=Value&Pet=dog",
                        {{"Host", "example.com"},
                         {"Date", "Tue, 20 Apr 2021 02:07:55 GMT"},
                         {"Content-Type", "application/json"},
                         {"Content-Length", "18"}}};
  SignatureParameters parameters;
  for (const char* name : {"date", "@method", "@path", "@authority", "content-type", "content-length"})
    parameters.components.push_back({name, {}, false});
  parameters.created = 1618884473;
  parameters.keyid = "test-key-ed25519";
  const auto base = signature_base(message, parameters);
  ASSERT_TRUE(base) << to_line(base.problem());
  EXPECT_EQ(*base,
            "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@authority\": example.com\n"
            "\"content-type\": application/json\n\"content-length\": 18\n"
            "\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "
            "\"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
  EXPECT_EQ(base64(rfc9421_key().sign(*base)),
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
}

TEST(HttpSignature, DerivedComponentsOfSection22) {
  const auto value = [](const std::string& name, const std::string& url) {
    SignatureParameters parameters;
    parameters.components = {{name, {}, false}};
    const auto base = signature_base({"GET", url, {}}, parameters);
    return base ? base->substr(0, base->find('\n')) : to_line(base.problem());
  };
  EXPECT_EQ(value("@authority", "https://WWW.example.com:443/path?a=b"), "\"@authority\": www.example.com");
  EXPECT_EQ(value("@authority", "http://www.example.com:8080/"), "\"@authority\": www.example.com:8080");
  EXPECT_EQ(value("@scheme", "http://www.example.com/path"), "\"@scheme\": http");
  EXPECT_EQ(value("@path", "https://www.example.com/path?param=value"), "\"@path\": /path");
  EXPECT_EQ(value("@path", "https://www.example.com"), "\"@path\": /");
  EXPECT_EQ(value("@query", "https://www.example.com/path?param=value&foo=bar"), "\"@query\": ?param=value&foo=bar");
  EXPECT_EQ(value("@query", "https://www.example.com/path"), "\"@query\": ?");
  EXPECT_THAT(value("@status", "https://www.example.com/"), HasSubstr("to sign"));
  EXPECT_THAT(value("x-absent", "https://www.example.com/"), HasSubstr("to sign"));
}

TEST(HttpSignature, FieldsOfSection21) {
  SignatureParameters parameters;
  parameters.components = {{"cache-control", {}, false}, {"x-empty", {}, false}, {"signature-agent", "sig1", false}};
  const auto base = signature_base({"GET",
                                    "https://a.example/",
                                    {{"Cache-Control", " max-age=60 "},
                                     {"X-Empty", ""},
                                     {"Cache-Control", "\tmust-revalidate"},
                                     {"Signature-Agent", "sig1=\"https://bot.example\""}}},
                                   parameters);
  ASSERT_TRUE(base);
  EXPECT_THAT(*base, HasSubstr("\"cache-control\": max-age=60, must-revalidate\n\"x-empty\": \n"
                               "\"signature-agent\";key=\"sig1\": \"https://bot.example\"\n"));
}

/// A parameter of Signature-Input: ;name="value" or ;name=value.
std::string parameter(const std::string& input, const std::string& name) {
  const auto at = input.find(";" + name + "=");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 2;
  if (input[begin] == '"') return input.substr(begin + 1, input.find('"', begin + 1) - begin - 1);
  return input.substr(begin, input.find(';', begin) - begin);
}

TEST(WebBotAuth, TheDirectoryHoldsThePublicKeyAlone) {
  const BotKey key = rfc9421_key();
  EXPECT_EQ(key_directory(key),
            "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U\","
            "\"x\":\"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs\",\"use\":\"sig\"}]}\n");
  const auto headers =
      key_directory_headers({key, "https://bot.example.org"}, UtcTime{std::chrono::seconds(1'700'000'000)}, 30);
  EXPECT_EQ(header_value(headers, "content-type"), "application/http-message-signatures-directory+json");
  const std::string input = header_value(headers, "signature-input").substr(5);
  EXPECT_EQ(parameter(input, "expires"), std::to_string(1'700'000'000 + 30 * 86'400));
  EXPECT_EQ(parameter(input, "tag"), "http-message-signatures-directory");
  EXPECT_TRUE(input.starts_with("(\"@authority\";req)"));
  const std::string signature = header_value(headers, "signature");
  EXPECT_TRUE(verifies(key, "\"@authority\";req: bot.example.org\n\"@signature-params\": " + input,
                       bytes_of(signature.substr(6, signature.size() - 7))));
}

TEST(WebBotAuth, OnlyAnHttpsAddressIsAnAgent) {
  for (const char* good : {"https://bot.example.org", "https://bot.example.org/", "https://bot.example.org/crawler"})
    EXPECT_TRUE(is_signature_agent(good)) << good;
  for (const char* bad : {"", "bot.example.org", "http://bot.example.org", "https://u:p@bot.example.org",
                          "https://bot.example.org/#x", "https://bot.example.org/\"", "https://", "https://a\r\nb"})
    EXPECT_FALSE(is_signature_agent(bad)) << bad;
}

TEST(BotKeyFile, IsMadeOnceAndForItsOwnerAlone) {
  const test::TempFolder folder;
  const std::string path = (folder / "bot.pem").string();
  const auto made = open_bot_key(path);
  ASSERT_TRUE(made) << to_line(made.problem());
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const auto again = open_bot_key(path);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->thumbprint(), made->thumbprint());

  chmod(path.c_str(), 0644);
  EXPECT_EQ(open_bot_key(path).problem().kind, Problem::Kind::refused);
  chmod(path.c_str(), 0600);
  test::write_file(path, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nx\n");
  EXPECT_EQ(open_bot_key(path).problem().kind, Problem::Kind::bad_input);
  EXPECT_THAT(to_line(open_bot_key(path).problem()), HasSubstr(path));
  EXPECT_EQ(open_bot_key((folder / "no" / "bot.pem").string()).problem().kind, Problem::Kind::io);
}

struct SignedRequest {
  std::string authority, agent, input, signature;
};

SignedRequest signed_request(const test::Request& request) {
  const auto value = [&](const std::string& name) {
    const auto at = request.head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return std::string();
    const auto begin = at + name.size() + 4;
    return request.head.substr(begin, request.head.find("\r\n", begin) - begin);
  };
  return {value("Host"), value("Signature-Agent"), value("Signature-Input"), value("Signature")};
}

void expect_signed(const test::Request& request, const BotKey& key) {
  const SignedRequest seen = signed_request(request);
  EXPECT_EQ(seen.agent, "sig1=\"https://bot.example.org\"");
  ASSERT_TRUE(seen.input.starts_with("sig1=(\"@authority\" \"signature-agent\";key=\"sig1\");created=")) << seen.input;
  const std::string input = seen.input.substr(5);
  EXPECT_EQ(parameter(input, "keyid"), key.thumbprint());
  EXPECT_EQ(parameter(input, "tag"), "web-bot-auth");
  EXPECT_EQ(std::stoll(parameter(input, "expires")) - std::stoll(parameter(input, "created")), 300);
  EXPECT_EQ(bytes_of(parameter(input, "nonce")).size(), 64u);
  const std::string base =
      "\"@authority\": " + seen.authority +
      "\n\"signature-agent\";key=\"sig1\": \"https://bot.example.org\"\n\"@signature-params\": " + input;
  EXPECT_TRUE(verifies(key, base, bytes_of(seen.signature.substr(6, seen.signature.size() - 7))));
}

TEST(WebBotAuth, EveryHopIsSignedAnew) {
  test::LoopbackServer other([](test::Peer& peer, const test::Request&) { return peer.send(test::answer("there")); });
  test::LoopbackServer server([&](test::Peer& peer, const test::Request& request) {
    if (request.path == "/robots.txt") return peer.send(test::answer("", "", "404 Not Found"));
    return peer.send(test::answer("", "Location: " + other.url("/end") + "\r\n", "302 Found"));
  });
  const BotKey key = rfc9421_key();
  FetchOptions options;
  options.user_agent = "markhound";
  options.delay_ms = 0;
  options.allow_private = true;
  options.bot = std::make_shared<BotIdentity>(BotIdentity{key, "https://bot.example.org"});
  test::ManualClock clock;
  const auto capture = make_polite_fetcher(options, clock)->fetch(server.url("/a")).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  ASSERT_EQ(server.requests().size(), 2u) << "robots.txt and the page";
  for (const auto& request : server.requests()) expect_signed(request, key);
  for (const auto& request : other.requests()) expect_signed(request, key);
  std::set<std::string> nonces;
  for (const auto& requests : {server.requests(), other.requests()})
    for (const auto& request : requests) nonces.insert(parameter(signed_request(request).input, "nonce"));
  EXPECT_EQ(nonces.size(), 4u) << "no nonce twice";
  EXPECT_FALSE(header_value(capture->exchanges[0].request_headers, "signature").empty()) << "kept as it was sent";
}

}  // namespace
}  // namespace markhound::crawler
