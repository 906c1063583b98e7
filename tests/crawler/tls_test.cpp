// TLS against openssl's own server: the chain is kept, and an authority that nobody trusts is refused.
#include <cstdio>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crawler/fetcher.h"
#include "tests/manual_clock.h"
#include "tests/test_data.h"

namespace markhound::crawler {
namespace {

using testing::HasSubstr;

/// `openssl s_server` on a port of its choice, with a certificate that it signed itself.
class OpensslServer {
 public:
  explicit OpensslServer(const test::TempFolder& folder)
      : key_((folder / "key.pem").string()), certificate_((folder / "certificate.pem").string()) {
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout " +
        key_ + " -out " + certificate_ + " 2>/dev/null";
    if (std::system(make.c_str()) == 0) start();
  }
  ~OpensslServer() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  OpensslServer(const OpensslServer&) = delete;
  OpensslServer& operator=(const OpensslServer&) = delete;

  int port() const { return port_; }  ///< 0 where there is no openssl
  const std::string& certificate() const { return certificate_; }

 private:
  void start() {
    int out[2];
    if (pipe(out) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate_.c_str(), "-key",
             key_.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    close(out[1]);
    std::FILE* lines = fdopen(out[0], "r");
    char line[256];
    while (port_ == 0 && std::fgets(line, sizeof line, lines)) std::sscanf(line, "ACCEPT 127.0.0.1:%d", &port_);
    std::fclose(lines);
  }

  std::string key_;
  std::string certificate_;
  pid_t child_ = -1;
  int port_ = 0;
};

TEST(Tls, KeepsTheChainAndRefusesAnUnknownAuthority) {
  const test::TempFolder folder;
  const OpensslServer server(folder);
  if (server.port() == 0) GTEST_SKIP() << "openssl is not on this machine";
  FetchOptions options;
  options.user_agent = "markhound";
  options.delay_ms = 0;
  options.allow_private = true;
  options.obey_robots = false;
  test::ManualClock clock;
  const std::string url = "https://localhost:" + std::to_string(server.port()) + "/";

  const auto refused = make_polite_fetcher(options, clock)->fetch(url).get();
  ASSERT_FALSE(refused);
  EXPECT_THAT(to_line(refused.problem()), HasSubstr("no trusted TLS connection"));

  options.ca_file = server.certificate();
  const auto capture = make_polite_fetcher(options, clock)->fetch(url).get();
  ASSERT_TRUE(capture) << to_line(capture.problem());
  ASSERT_EQ(capture->tls_chain.size(), 1u);
  EXPECT_EQ(capture->tls_chain[0], test::read_file(server.certificate())) << "the very PEM";
}

}  // namespace
}  // namespace markhound::crawler
