#include "evidence/seal/signer.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "evidence/seal/der.h"
#include "evidence/seal/oids.h"
#include "evidence/seal/signed_data.h"

namespace markhound::evidence {
namespace {

namespace fs = std::filesystem;

constexpr long day_s = 24L * 3600;
constexpr long validity_days = 20 * 365;

Problem key_problem(const std::string& path, const std::string& cause, const std::string& mend) {
  return {Problem::Kind::io, path, cause, mend};
}

/// A common name holds 64 characters at most (RFC 5280 appendix A.1); cut between two of UTF-8.
std::string common_name(const std::string& operator_name) {
  constexpr std::size_t longest = 64;
  std::string name = operator_name.empty() ? "Markhound operator" : operator_name;
  if (name.size() > longest) {
    name.resize(longest);
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xc0) == 0x80) name.pop_back();
    if (!name.empty() && static_cast<unsigned char>(name.back()) >= 0xc0) name.pop_back();
  }
  return name;
}

bool add_extension(X509& certificate, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  const bool added = extension && X509_add_ext(&certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return added;
}

bool set_serial(X509& certificate) {
  unsigned char bytes[8];
  if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
  std::uint64_t serial = 1;
  for (unsigned char byte : bytes) serial = serial << 8 | byte;
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), serial >> 1 | 1) == 1;
}

X509Ptr make_certificate(EVP_PKEY& key, const std::string& operator_name, UtcTime now) {
  X509Ptr certificate(X509_new());
  const std::string name = common_name(operator_name);
  const auto seconds =
      static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  const auto add_name = [&](const char* field, const std::string& value) {
    return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0);
  };
  const bool made =
      X509_set_version(certificate.get(), X509_VERSION_3) && set_serial(*certificate) && add_name("CN", name) &&
      add_name("OU", "Markhound evidence signer") && X509_set_issuer_name(certificate.get(), subject) &&
      ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds - day_s) &&
      ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds + validity_days * day_s) &&
      X509_set_pubkey(certificate.get(), &key) &&
      add_extension(*certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
      add_extension(*certificate, NID_key_usage, "critical,digitalSignature,nonRepudiation,keyCertSign") &&
      add_extension(*certificate, NID_subject_key_identifier, "hash") &&
      X509_sign(certificate.get(), &key, EVP_sha256());
  return made ? std::move(certificate) : nullptr;
}

std::string key_to_pem(EVP_PKEY& key) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

/// Written beside its name, synced and renamed, so that a key is there whole or not at all.
Result<void> write_private(const std::string& path, const std::string& bytes) {
  const std::string beside = path + ".new";
  ::unlink(beside.c_str());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = descriptor >= 0 &&
                       ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                       ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (written && ::rename(beside.c_str(), path.c_str()) == 0) return {};
  return key_problem(path, std::string("cannot be written: ") + std::strerror(written ? errno : error),
                     "check that the folder can be written and the disk has space");
}

Result<Signer> make_signer(const std::string& folder, const std::string& operator_name, UtcTime now) {
  const KeyPtr key(EVP_EC_gen("P-256"));
  const X509Ptr certificate = key ? make_certificate(*key, operator_name, now) : nullptr;
  if (!certificate) return Problem{Problem::Kind::internal, "signing key", openssl_error(), "report this"};
  Signer signer{key_to_pem(*key), Certificate::of(*certificate)};
  // The certificate first: a key without one would be replaced silently.
  if (auto written = write_private(folder + "/signer.crt", signer.certificate.pem()); !written)
    return written.problem();
  if (auto written = write_private(folder + "/signer.key", signer.key); !written) return written.problem();
  return signer;
}

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

KeyPtr read_key(const std::string& pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return KeyPtr(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

/// "261123081530Z": RFC 5652 section 11.3 wants UTCTime up to 2049.
std::string utc_time(UtcTime time) {
  const std::string text = to_rfc3339(time);
  std::string digits;
  for (std::size_t i = 2; i < 19; ++i) {
    if (text[i] >= '0' && text[i] <= '9') digits += text[i];
  }
  return digits + "Z";
}

std::string rfc3339_of(std::string_view utc) {
  if (utc.size() != 13) return {};
  const auto two = [&](std::size_t at) { return std::string(utc.substr(at, 2)); };
  return "20" + two(0) + "-" + two(2) + "-" + two(4) + "T" + two(6) + ":" + two(8) + ":" + two(10) + "Z";
}

std::string attribute(const char* dotted_oid, const std::string& value) {
  return der(der_sequence, {der_oid_of(dotted_oid), der(der_set, {value})});
}

std::string sha256_octets(std::string_view content) {
  unsigned char digest[32];
  EVP_Digest(content.data(), content.size(), digest, nullptr, EVP_sha256(), nullptr);
  return der(der_octets, {{reinterpret_cast<const char*>(digest), sizeof digest}});
}

std::string sign(EVP_PKEY& key, const std::string& message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const auto bytes = reinterpret_cast<const unsigned char*>(message.data());
  std::size_t size = 0;
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) != 1) {
    return {};
  }
  std::string signature(size, '\0');
  const bool signed_it = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                                        message.size()) == 1;
  signature.resize(signed_it ? size : 0);
  return signature;
}

Problem refused(const std::string& why) {
  return {Problem::Kind::refused, "signature", why, "ask the sender for the package again"};
}

}  // namespace

Result<Signer> open_signer(const std::string& key_folder, const std::string& operator_name, UtcTime now) {
  const std::string key_path = key_folder + "/signer.key";
  std::error_code error;
  if (!fs::exists(key_folder) && fs::create_directories(key_folder, error)) {
    fs::permissions(key_folder, fs::perms::owner_all, error);
  }
  if (error) return key_problem(key_folder, error.message(), "choose a folder that can be written");
  struct stat status {};
  if (::stat(key_path.c_str(), &status) != 0) return make_signer(key_folder, operator_name, now);
  if (status.st_mode & 077) {
    return Problem{Problem::Kind::refused, key_path, "others than its owner may read the signing key", "chmod 600 it"};
  }
  const auto certificates = Certificate::all_in(read_text(key_folder + "/signer.crt"));
  Signer signer{read_text(key_path), certificates.empty() ? Certificate() : certificates.front()};
  const KeyPtr key = read_key(signer.key);
  if (!key || !signer.certificate || X509_check_private_key(signer.certificate.x509(), key.get()) != 1) {
    return key_problem(key_path, "the key and signer.crt cannot be read or do not belong together",
                       "restore both from a copy, or move both away to have new ones made");
  }
  return signer;
}

Result<std::string> sign_detached(const Signer& signer, std::string_view content, UtcTime time) {
  const KeyPtr key = read_key(signer.key);
  SignedData data;
  data.content_type = der_oid_of(oid::data);
  data.certificate = signer.certificate;
  data.attributes = {attribute(oid::content_type, data.content_type),
                     attribute(oid::signing_time, der(der_utc_time, {utc_time(time)})),
                     attribute(oid::message_digest, sha256_octets(content))};
  data.signature = key ? sign(*key, der_set_of(der_set, data.attributes)) : "";
  if (!signature_holds(data)) return Problem{Problem::Kind::internal, "signing key", openssl_error(), "report this"};
  return to_der(data);
}

Result<SignatureFacts> verify_detached(std::string_view signature, std::string_view content,
                                       std::string_view certificate) {
  const auto parsed = parse_signed_data(signature);
  if (!parsed) return refused(parsed.problem().cause);
  const SignedData& data = parsed->data;
  if (data.certificate.pem() != certificate)
    return refused("it was not made by the certificate that the package holds");
  if (to_der(data) != signature) return refused("its frame is not as it was written");
  if (!signature_holds(data)) return refused("it is not the signature of that certificate's key");
  if (!data.certificate.is_self_signed()) return refused("its certificate is altered");
  if (!names_content(data, content)) {
    return Problem{Problem::Kind::refused, "content", "it is not what was signed",
                   "ask the sender for the package again"};
  }
  DerReader time(attribute_value(data, oid::signing_time));
  return SignatureFacts{rfc3339_of(time.take(der_utc_time)), data.certificate.subject(),
                        data.certificate.fingerprint()};
}

}  // namespace markhound::evidence
