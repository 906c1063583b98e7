// An HTTP/2 server on 127.0.0.1 over TLS that is written in frames, so that it can break any rule of RFC 9113.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/test_data.h"

namespace markhound::test {

enum class Frame : std::uint8_t {
  data = 0,
  headers = 1,
  rst_stream = 3,
  settings = 4,
  ping = 6,
  goaway = 7,
  continuation = 9
};

constexpr std::uint8_t end_stream = 1;
constexpr std::uint8_t end_headers = 4;

inline std::string uint32_bytes(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

inline std::string frame(Frame type, std::uint8_t flags, std::uint32_t stream, const std::string& payload) {
  std::string out = uint32_bytes(static_cast<std::uint32_t>(payload.size())).substr(1);
  out += static_cast<char>(type);
  out += static_cast<char>(flags);
  return out + uint32_bytes(stream) + payload;
}

/// ":status: 200" and "content-type: text/html" by HPACK's static table (RFC 7541 appendix A).
inline std::string ok_headers(std::uint32_t stream) {
  return frame(Frame::headers, end_headers, stream, std::string("\x88\x5f\x09text/html"));
}

inline std::string goaway(std::uint32_t last_stream, std::uint32_t error) {
  return frame(Frame::goaway, 0, 0, uint32_bytes(last_stream) + uint32_bytes(error));
}

/// A certificate for localhost that signs itself.
class Certificate {
 public:
  Certificate() : key_(EVP_EC_gen("P-256")), x509_(X509_new()) {
    X509_set_version(x509_, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509_), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509_), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509_), 86'400);
    X509_set_pubkey(x509_, key_);
    X509_NAME* name = X509_get_subject_name(x509_);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(x509_, name);
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(x509_, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(x509_, key_, EVP_sha256());
  }
  ~Certificate() {
    X509_free(x509_);
    EVP_PKEY_free(key_);
  }
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  EVP_PKEY* key() const { return key_; }
  X509* x509() const { return x509_; }
  void save(const std::string& path) const {
    std::FILE* file = std::fopen(path.c_str(), "w");
    PEM_write_X509(file, x509_);
    std::fclose(file);
  }

 private:
  EVP_PKEY* key_;
  X509* x509_;
};

class Http2Peer {
 public:
  Http2Peer(SSL* ssl, const std::atomic<bool>& stopping) : ssl_(ssl), stopping_(stopping) {}

  bool send(const std::string& bytes) { return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0; }
  void pause(int ms) {
    for (int waited = 0; waited < ms && !stopping_; waited += 5)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

 private:
  SSL* ssl_;
  const std::atomic<bool>& stopping_;
};

class Http2Server {
 public:
  /// Called for each request, that is each HEADERS frame; returns whether the connection stays open.
  using Handler = std::function<bool(Http2Peer&, std::uint32_t stream)>;

  explicit Http2Server(Handler handler) : handler_(std::move(handler)), context_(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX_use_certificate(context_, certificate_.x509());
    SSL_CTX_use_PrivateKey(context_, certificate_.key());
    SSL_CTX_set_alpn_select_cb(context_, &choose_h2, nullptr);
    certificate_.save(ca_file());
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener_, 16);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }

  ~Http2Server() {
    stopping_ = true;
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int open : sockets_) shutdown(open, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    close(listener_);
    SSL_CTX_free(context_);
  }
  Http2Server(const Http2Server&) = delete;
  Http2Server& operator=(const Http2Server&) = delete;

  std::string url(const std::string& path) const { return "https://localhost:" + std::to_string(port_) + path; }
  std::string ca_file() const { return (folder_ / "ca.pem").string(); }
  int connections() const { return connections_; }
  int requests() const { return requests_; }

 private:
  static int choose_h2(SSL*, const unsigned char** out, unsigned char* size, const unsigned char*, unsigned, void*) {
    *out = reinterpret_cast<const unsigned char*>("h2");
    *size = 2;
    return SSL_TLSEXT_ERR_OK;
  }

  void accept_all() {
    while (!stopping_) {
      const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (accepted < 0) continue;
      const std::lock_guard lock(mutex_);
      sockets_.push_back(accepted);
      threads_.emplace_back([this, accepted] { serve(accepted); });
    }
  }

  void serve(int socket) {
    sigset_t broken_pipe;  // OpenSSL writes to a client that hung up as write(2) does
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    SSL* ssl = SSL_new(context_);
    SSL_set_fd(ssl, socket);
    if (SSL_accept(ssl) == 1) {
      ++connections_;
      converse(ssl);
    }
    shutdown(socket, SHUT_RDWR);
    SSL_free(ssl);
    const std::lock_guard lock(mutex_);
    close(socket);
    std::erase(sockets_, socket);
  }

  bool read(SSL* ssl, std::string& bytes, std::size_t size) {
    bytes.assign(size, '\0');
    for (std::size_t got = 0; got < size;) {
      const int more = SSL_read(ssl, bytes.data() + got, static_cast<int>(size - got));
      if (more <= 0) return false;
      got += static_cast<std::size_t>(more);
    }
    return true;
  }

  void converse(SSL* ssl) {
    Http2Peer peer(ssl, stopping_);
    std::string bytes;
    if (!read(ssl, bytes, 24)) return;  // the client's preface
    peer.send(frame(Frame::settings, 0, 0, ""));
    while (!stopping_ && read(ssl, bytes, 9)) {
      const auto byte = [&](int i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]));
      };
      const std::size_t length = byte(0) << 16 | byte(1) << 8 | byte(2);
      const auto type = static_cast<Frame>(byte(3));
      const bool acknowledges = (byte(4) & 1) != 0;
      const std::uint32_t stream = byte(5) << 24 | byte(6) << 16 | byte(7) << 8 | byte(8);
      if (!read(ssl, bytes, length)) return;
      if (type == Frame::settings && !acknowledges) peer.send(frame(Frame::settings, 1, 0, ""));
      if (type != Frame::headers) continue;
      ++requests_;
      if (!handler_(peer, stream)) return;
    }
  }

  TempFolder folder_;
  Certificate certificate_;
  Handler handler_;
  SSL_CTX* context_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::atomic<int> requests_{0};
  std::thread acceptor_;
  std::mutex mutex_;  ///< of what follows
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
};

}  // namespace markhound::test
