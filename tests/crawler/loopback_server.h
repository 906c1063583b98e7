// A server on 127.0.0.1 that speaks raw bytes, so that it can break any rule of HTTP. One thread a connection.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace markhound::test {

/// The server's end of a connection.
class Peer {
 public:
  Peer(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}

  /// False once the client has hung up.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  bool pause(int ms) {
    for (int waited = 0; waited < ms && !stopping_; waited += 5)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return !stopping_;
  }

  /// As a client does that wants no FIN: the connection breaks with a reset.
  void reset() {
    const linger abort{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
  }

 private:
  int socket_;
  const std::atomic<bool>& stopping_;
};

struct Request {
  std::string path;  ///< with its query
  std::string head;  ///< as it came, without the empty line
  std::string body;  ///< of a request with a Content-Length
  std::chrono::steady_clock::time_point time;
};

class LoopbackServer {
 public:
  /// Answers a request; returns whether the connection stays open for the next one.
  using Handler = std::function<bool(Peer&, const Request&)>;

  explicit LoopbackServer(Handler handler) : handler_(std::move(handler)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener_, 64);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }

  ~LoopbackServer() {
    stopping_ = true;
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int open : sockets_) shutdown(open, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    for (const int open : sockets_) close(open);
    close(listener_);
  }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string url(const std::string& path = "/") const {
    return std::string("http://127.0.0.1:").append(std::to_string(port_)).append(path);
  }
  int port() const { return port_; }
  int connections() const { return connections_; }

  std::vector<Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::vector<std::string> paths() {
    std::vector<std::string> paths;
    for (const auto& request : requests()) paths.push_back(request.path);
    return paths;
  }

 private:
  void accept_all() {
    while (!stopping_) {
      const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (accepted < 0) continue;
      ++connections_;
      const std::lock_guard lock(mutex_);
      sockets_.push_back(accepted);
      threads_.emplace_back([this, accepted] { serve(accepted); });
    }
  }

  void serve(int socket) {
    Peer peer(socket, stopping_);
    std::string pending;
    while (!stopping_) {
      const auto end = pending.find("\r\n\r\n");
      const std::size_t body = end == std::string::npos ? 0 : body_size(pending.substr(0, end));
      if (end == std::string::npos || pending.size() < end + 4 + body) {
        char bytes[4096];
        const ssize_t got = recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) break;
        pending.append(bytes, static_cast<std::size_t>(got));
        continue;
      }
      const Request request = note(pending.substr(0, end), pending.substr(end + 4, body));
      pending.erase(0, end + 4 + body);
      if (!handler_(peer, request)) break;
    }
    shutdown(socket, SHUT_RDWR);
    const std::lock_guard lock(mutex_);
    close(socket);
    std::erase(sockets_, socket);
  }

  static std::size_t body_size(const std::string& head) {
    const auto at = head.find("\r\nContent-Length: ");
    return at == std::string::npos ? 0 : static_cast<std::size_t>(std::atoi(head.c_str() + at + 18));
  }

  Request note(const std::string& head, const std::string& body) {
    const auto path = head.find(' ') + 1;
    Request request{head.substr(path, head.find(' ', path) - path), head, body, std::chrono::steady_clock::now()};
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    return request;
  }

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::thread acceptor_;
  std::mutex mutex_;  ///< of what follows
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::vector<Request> requests_;
};

/// A whole answer with its Content-Length.
inline std::string answer(const std::string& body, const std::string& headers = "Content-Type: text/html\r\n",
                          const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace markhound::test
