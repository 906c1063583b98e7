// DER and CMS in one form only.
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/objects.h>

#include "evidence/seal/der.h"
#include "evidence/seal/signed_data.h"
#include "evidence/seal/signer.h"
#include "tests/test_data.h"

namespace markhound::evidence {
namespace {

TEST(Der, WritesAndReads) {
  EXPECT_EQ(der(der_octets, {"ab", "c"}),
            "\x04\x03"
            "abc");
  EXPECT_EQ(der(der_octets, {std::string(200, 'x')}).substr(0, 3), "\x04\x81\xc8");
  EXPECT_EQ(der_oid_of("1.2.840.113549.1.7.2"), "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
  EXPECT_EQ(der_unsigned(std::string("\0\0\x80", 3)), std::string("\x02\x02\0\x80", 4));
  DerReader reader(
      "\x04\x01"
      "a"
      "\x05");
  EXPECT_EQ(reader.take(der_octets), "a");
  EXPECT_FALSE(reader.failed());
  reader.take_any();
  EXPECT_TRUE(reader.failed());
}

TEST(Der, RefusesOtherFormsOfTheSame) {
  EXPECT_TRUE(is_strict_der(std::string("\x30\x03\x02\x01\x01", 5)));
  EXPECT_FALSE(is_strict_der(std::string("\x30\x81\x03\x02\x01\x01", 6))) << "a length longer than need be";
  EXPECT_FALSE(is_strict_der(std::string("\x30\x80\x02\x01\x01\0\0", 7))) << "an indefinite length";
  EXPECT_FALSE(is_strict_der(std::string("\x30\x03\x02\x01\x01x", 6))) << "bytes after it";
  EXPECT_FALSE(is_strict_der(std::string("\x30\x04\x02\x01\x01", 5))) << "cut short";
  EXPECT_FALSE(is_strict_der(std::string("\x30\x84\xff\xff\xff\xff", 6))) << "a length beyond the end";
  std::string deep;
  for (int i = 0; i < 60; ++i) deep = der(der_sequence, {deep});
  EXPECT_FALSE(is_strict_der(deep)) << "nested too deep";
}

/// The signature (r, n - s), which verifies as (r, s) does.
std::string twin_of(const std::string& signature) {
  auto at = reinterpret_cast<const unsigned char*>(signature.data());
  ECDSA_SIG* parsed = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(signature.size()));
  BIGNUM* s = nullptr;
  BN_hex2bn(&s, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  BN_sub(s, s, ECDSA_SIG_get0_s(parsed));
  ECDSA_SIG_set0(parsed, BN_dup(ECDSA_SIG_get0_r(parsed)), s);
  unsigned char* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(parsed, &bytes);
  std::string twin(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  ECDSA_SIG_free(parsed);
  return twin;
}

TEST(SignedData, HasOneFormOnly) {
  test::TempFolder folder;
  const auto signer = open_signer((folder / "keys").string(), "Somebody", UtcTime{std::chrono::hours(500'000)});
  ASSERT_TRUE(signer.ok()) << to_line(signer.problem());
  const auto signature = sign_detached(*signer, "content", UtcTime{std::chrono::hours(500'001)});
  ASSERT_TRUE(signature.ok());
  auto parsed = parse_signed_data(*signature);
  ASSERT_TRUE(parsed.ok()) << to_line(parsed.problem());
  SignedData twin = parsed->data;
  twin.signature = twin_of(twin.signature);
  EXPECT_NE(twin.signature, parsed->data.signature);
  EXPECT_TRUE(signature_holds(twin));
  EXPECT_EQ(to_der(twin), *signature);
}

TEST(SignedData, RefusesEveryAlteredByte) {
  test::TempFolder folder;
  const auto signer = open_signer((folder / "keys").string(), "Somebody 某人", UtcTime{std::chrono::hours(500'000)});
  const auto signature = sign_detached(*signer, "content", UtcTime{std::chrono::hours(500'001)});
  const std::string certificate = signer->certificate.pem();
  ASSERT_TRUE(verify_detached(*signature, "content", certificate).ok());
  EXPECT_EQ(verify_detached(*signature, "Content", certificate).problem().thing, "content");
  for (std::size_t at = 0; at < signature->size(); ++at) {
    for (int xor_with : {1, 0x80, 0xff}) {
      std::string altered = *signature;
      altered[at] = static_cast<char>(altered[at] ^ xor_with);
      EXPECT_FALSE(verify_detached(altered, "content", certificate).ok()) << "byte " << at;
    }
  }
}

TEST(Signer, CutsALongNameBetweenCharacters) {
  test::TempFolder folder;
  std::string name;
  for (int i = 0; i < 30; ++i) name += "证";
  const auto signer = open_signer((folder / "keys").string(), name, UtcTime{std::chrono::hours(500'000)});
  ASSERT_TRUE(signer.ok()) << to_line(signer.problem());
  EXPECT_NE(signer->certificate.subject().find("证证证"), std::string::npos);
}

}  // namespace
}  // namespace markhound::evidence
