#include "crawler/screenshot/devtools.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <unistd.h>

namespace markhound::crawler {
namespace {

using nlohmann::json;

constexpr std::size_t max_message = 256u << 20;  // a picture of a full page in base 64
constexpr auto longest_write = std::chrono::seconds(10);

int milliseconds_to(Deadline deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

/// A browser that was killed must not kill this program by SIGPIPE: the signal is held back in this thread and
/// taken away.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    const timespec now{0, 0};
    while (sigtimedwait(&pipe_, nullptr, &now) == SIGPIPE) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

}  // namespace

DevTools::DevTools(int to_browser, int from_browser) : to_(to_browser), from_(from_browser) {
  fcntl(to_, F_SETFL, fcntl(to_, F_GETFL) | O_NONBLOCK);
}

Problem DevTools::gone(const std::string& cause) const {
  return {Problem::Kind::io, "Chromium", cause, "the page is kept; only its picture is missing"};
}

int DevTools::send(const std::string& method, const json& parameters, const std::string& session) {
  json message = {{"id", ++number_}, {"method", method}, {"params", parameters}};
  if (!session.empty()) message["sessionId"] = session;
  std::string bytes = message.dump(-1, ' ', false, json::error_handler_t::replace);
  bytes += '\0';
  if (!failed_) failed_ = !write_all(bytes, std::chrono::steady_clock::now() + longest_write);
  return number_;
}

bool DevTools::write_all(const std::string& bytes, Deadline deadline) {
  const NoSigpipe quiet;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t wrote = write(to_, bytes.data() + at, bytes.size() - at);
    if (wrote > 0) {
      at += static_cast<std::size_t>(wrote);
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return false;
    // The browser reads on only when its own replies are taken.
    pollfd ready[2] = {{to_, POLLOUT, 0}, {from_, POLLIN, 0}};
    if (poll(ready, 2, milliseconds_to(deadline)) == 0 && milliseconds_to(deadline) == 0) return false;
    if (ready[1].revents & POLLIN) {
      char piece[65536];
      const ssize_t got = read(from_, piece, sizeof piece);
      if (got > 0) buffer_.append(piece, static_cast<std::size_t>(got));
      if (got == 0 || buffer_.size() > max_message) return false;
    }
  }
  return true;
}

Result<std::optional<json>> DevTools::next(Deadline deadline) {
  while (!failed_) {
    const auto end = buffer_.find('\0', searched_);
    if (end != std::string::npos) {
      json message = json::parse(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
      buffer_.erase(0, end + 1);
      searched_ = 0;
      if (!message.is_object()) break;
      return std::optional(std::move(message));
    }
    searched_ = buffer_.size();
    pollfd ready{from_, POLLIN, 0};
    const int count = poll(&ready, 1, milliseconds_to(deadline));
    if (count == 0 && milliseconds_to(deadline) == 0) return std::optional<json>{};
    if (count <= 0) continue;
    char piece[65536];
    const ssize_t got = read(from_, piece, sizeof piece);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0 || buffer_.size() > max_message) break;
    buffer_.append(piece, static_cast<std::size_t>(got));
  }
  failed_ = true;
  return gone("it ended, or sent what is no message");
}

}  // namespace markhound::crawler
