// A time-stamping authority in a folder, made with `openssl ts`; and shell commands for tests.
#pragma once

#include <array>
#include <cstdio>
#include <string>

#include <sys/wait.h>

#include "evidence/package.h"
#include "tests/test_data.h"

namespace markhound::test {

struct CommandResult {
  int status = -1;
  std::string output;  ///< standard output and standard error
};

inline CommandResult run_command(const std::filesystem::path& folder, const std::string& command) {
  const std::string line = "cd '" + folder.string() + "' && { " + command + "\n} 2>&1";
  CommandResult result;
  FILE* pipe = popen(line.c_str(), "r");
  std::array<char, 4096> piece{};
  for (std::size_t n = 0; (n = fread(piece.data(), 1, piece.size(), pipe)) > 0;) result.output.append(piece.data(), n);
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

class LocalAuthority : public evidence::Timestamper {
 public:
  /// `key_options` as `openssl req -newkey` takes them.
  explicit LocalAuthority(const std::string& name = "Test TSA",
                          const std::string& key_options = "-newkey ec -pkeyopt ec_paramgen_curve:P-256") {
    write_file(folder_ / "tsa.cnf", config);
    write_file(folder_ / "tsa.ext", "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n");
    must("openssl req -x509 " + key_options + " -nodes -keyout ca.key -out ca.crt -days 30 -subj '/CN=" + name +
         " Root'");
    must("openssl req " + key_options + " -nodes -keyout tsa.key -out tsa.csr -subj '/CN=" + name + "'");
    must(
        "openssl x509 -req -in tsa.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out tsa.crt -days 30 -extfile "
        "tsa.ext");
    must("echo 01 > serial");
  }

  Result<std::string> stamp(const std::string& data) override {
    ++asked;
    if (asked > answers) return Problem{Problem::Kind::io, "test authority", "it is down", ""};
    write_file(folder_ / "data", data);
    must("openssl ts -query -data data -sha256 -cert -out query");
    return reply();
  }

  /// The response to a TimeStampReq.
  std::string reply_to(const std::string& query) {
    write_file(folder_ / "query", query);
    return reply();
  }

  int answers = 1000;  ///< how often it answers before it fails
  int asked = 0;

 private:
  static constexpr const char* config =
      "[tsa]\ndefault_tsa = tsa1\n[tsa1]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.crt\n"
      "certs = ca.crt\nsigner_key = tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\n"
      "accuracy = secs:1\nordering = no\ntsa_name = yes\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n";

  std::string reply() {
    must("openssl ts -reply -config tsa.cnf -section tsa1 -queryfile query -out response");
    return read_file(folder_ / "response");
  }

  void must(const std::string& command) {
    const auto result = run_command(folder_.path(), command);
    EXPECT_EQ(result.status, 0) << command << "\n" << result.output;
  }

  TempFolder folder_;
};

}  // namespace markhound::test
