#include "tests/bench/crawl/server.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace markhound::bench {
namespace {

[[noreturn]] void die(const char* what) {
  std::perror(what);
  std::exit(2);
}

void watch(int epoll, int descriptor, std::uint32_t events, int how) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  if (epoll_ctl(epoll, how, descriptor, &event) != 0) die("epoll_ctl");
}

int listen_on(const std::string& address, int& port) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  inet_pton(AF_INET, address.c_str(), &place.sin_addr);
  if (bind(descriptor, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0) die("bind");
  if (listen(descriptor, 1024) != 0) die("listen");
  socklen_t length = sizeof place;
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&place), &length);
  port = ntohs(place.sin_port);
  return descriptor;
}

struct Connection {
  std::string in;
  std::string out;
  std::size_t sent = 0;
  bool waits_to_send = false;
};

class Server {
 public:
  Server(const Shop& shop, int epoll, Served& served) : shop_(shop), epoll_(epoll), served_(served) {}

  [[noreturn]] void run() {
    std::array<epoll_event, 256> events{};
    for (;;) {
      const int count = epoll_wait(epoll_, events.data(), events.size(), -1);
      for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
    }
  }

 private:
  void handle(const epoll_event& event) {
    const int descriptor = event.data.fd;
    const auto known = connections_.find(descriptor);
    if (known == connections_.end()) return accept_all(descriptor);
    Connection& connection = known->second;
    const bool open = (event.events & EPOLLOUT) ? flush(descriptor, connection) : receive(descriptor, connection);
    if (open) return;
    close(descriptor);
    connections_.erase(known);
  }

  void accept_all(int listener) {
    for (;;) {
      const int descriptor = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (descriptor < 0) return;
      const int on = 1;
      setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      connections_[descriptor];
      watch(epoll_, descriptor, EPOLLIN, EPOLL_CTL_ADD);
    }
  }

  /// False where the connection is to be closed.
  bool receive(int descriptor, Connection& connection) {
    char buffer[8192];
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got <= 0) return false;
    connection.in.append(buffer, static_cast<std::size_t>(got));
    for (auto end = connection.in.find("\r\n\r\n"); end != std::string::npos; end = connection.in.find("\r\n\r\n")) {
      reply(connection);
      connection.in.erase(0, end + 4);
    }
    return connection.in.size() < 65536 && flush(descriptor, connection);
  }

  void reply(Connection& connection) {
    const std::string_view request = connection.in;
    const auto begin = request.find(' ') + 1;
    const Answer is = answer(shop_, request.substr(begin, request.find(' ', begin) - begin));
    if (is.status == 200) ++(is.type.starts_with("image/") ? served_.pictures : served_.pages);
    connection.out += "HTTP/1.1 " + std::to_string(is.status) + (is.status == 200 ? " OK" : " Not Found") +
                      "\r\nServer: bench\r\nContent-Type: " + std::string(is.type) +
                      "\r\nContent-Length: " + std::to_string(is.body.size()) + "\r\n\r\n" + is.body;
  }

  bool flush(int descriptor, Connection& connection) {
    while (connection.sent < connection.out.size()) {
      const ssize_t sent = send(descriptor, connection.out.data() + connection.sent,
                                connection.out.size() - connection.sent, MSG_NOSIGNAL);
      if (sent < 0 && errno == EAGAIN) {
        connection.waits_to_send = true;
        watch(epoll_, descriptor, EPOLLOUT, EPOLL_CTL_MOD);
        return true;
      }
      if (sent <= 0) return false;
      connection.sent += static_cast<std::size_t>(sent);
    }
    if (std::exchange(connection.waits_to_send, false)) watch(epoll_, descriptor, EPOLLIN, EPOLL_CTL_MOD);
    connection.out.clear();
    connection.sent = 0;
    return true;
  }

  const Shop& shop_;
  int epoll_;
  Served& served_;
  std::unordered_map<int, Connection> connections_;
};

}  // namespace

int listen_all(Shop& shop) {
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  for (int host = 1; host <= Shop::hosts; ++host)
    watch(epoll, listen_on("127.0.1." + std::to_string(host), shop.port), EPOLLIN, EPOLL_CTL_ADD);
  return epoll;
}

void serve(const Shop& shop, int epoll, Served& served) { Server(shop, epoll, served).run(); }

}  // namespace markhound::bench
