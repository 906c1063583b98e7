#include "crawler/fetch/transfer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "crawler/fetch/address_guard.h"
#include "crawler/fetch/resolver.h"
#include "crawler/fetch/transfer_problem.h"
#include "crawler/http/header_lines.h"

namespace markhound::crawler {
namespace {

using Clock = std::chrono::steady_clock;

struct EasyCloser {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_cookie(std::string_view line) {
  constexpr std::string_view name = "set-cookie:";
  return line.size() > name.size() && std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
         });
}

}  // namespace

struct Transfer::State {
  State(const FetchOptions& fetch_options, Sending to_send)
      : options(fetch_options), sending(std::move(to_send)), max_bytes(sending.max_bytes) {
    exchange.method = sending.post ? "POST" : "GET";
    exchange.url = sending.url;
    exchange.request_body = sending.body;
  }

  const FetchOptions& options;
  const Sending sending;
  std::size_t max_bytes;
  std::unique_ptr<CURL, EasyCloser> easy{curl_easy_init()};
  std::unique_ptr<curl_slist, ListCloser> headers;
  std::unique_ptr<curl_slist, ListCloser> connect_to;
  std::array<char, CURL_ERROR_SIZE> error{};
  Exchange exchange;
  std::vector<std::string> addresses;
  std::string refused_address;  ///< why the guard said no, empty where it did not
  std::size_t header_bytes = 0;
  std::size_t cookie_bytes = 0;
  bool in_body = false;
  bool connected = false;
  bool headers_over = false;
  bool body_over = false;
  Clock::time_point last_sign = Clock::now();

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static int on_connected(void* self, char*, char*, int, int);
  static int on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* self);

  void header(std::string_view line);
  void configure();
  void request();
  void proxy();
  void limit();
  void callbacks();
};

/// The one place where a connection begins, whatever name, spelling or redirect led here.
curl_socket_t Transfer::State::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& state = *static_cast<State*>(self);
  const std::string text = to_text(address->addr);
  const bool to_proxy = !state.sending.connect_address.empty();  // judged before; what is seen here is the proxy
  if (to_proxy) return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  const auto special = state.options.allow_private ? std::nullopt : special_purpose(address->addr);
  if (special) {
    state.refused_address = text + ", a " + *special + " address";
    return CURL_SOCKET_BAD;
  }
  state.addresses.push_back(text);
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void Transfer::State::header(std::string_view line) {
  const StatusLine status = parse_status_line(line);
  if (status.status != 0) {  // a later one follows 1xx answers: the last counts
    exchange.response_headers.clear();
    exchange.status = status.status;
    exchange.reason = std::string(status.reason);
  } else {
    add_header_line(line, exchange.response_headers);
  }
}

std::size_t Transfer::State::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& state = *static_cast<State*>(self);
  const std::string_view line(data, size * count);
  state.last_sign = Clock::now();
  state.header_bytes += line.size();
  state.headers_over = state.header_bytes > state.options.limits.max_header_bytes;
  if (state.headers_over) return 0;
  if (is_cookie(line)) state.cookie_bytes += line.size();
  if (!state.in_body) state.header(line);  // what follows the body is a trailer
  return line.size();
}

std::size_t Transfer::State::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& state = *static_cast<State*>(self);
  const std::size_t bytes = size * count;
  state.last_sign = Clock::now();
  state.in_body = true;
  const std::size_t room = state.max_bytes - state.exchange.body.size();
  state.body_over = bytes > room;
  state.exchange.body.append(data, std::min(bytes, room));
  return state.body_over ? 0 : bytes;
}

int Transfer::State::on_connected(void* self, char* remote, char*, int, int) {
  auto& state = *static_cast<State*>(self);
  state.connected = true;
  state.last_sign = Clock::now();
  state.exchange.remote_address = remote ? remote : "";
  if (!state.sending.connect_address.empty()) state.exchange.remote_address = state.sending.connect_address;
  return CURL_PREREQFUNC_OK;
}

int Transfer::State::on_debug(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
  auto& state = *static_cast<State*>(self);
  if (type == CURLINFO_HEADER_OUT) state.exchange.request_headers = parse_header_lines({data, size});
  return 0;
}

void Transfer::State::configure() {
  CURL* curl = easy.get();
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
  if (sending.cookies) curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
  if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
}

/// Without a proxy of the operator's none is used: the guard would see its address, not the host's. With one, every
/// request is tunnelled to the address that was judged, and no "no_proxy" of the environment leads past it.
void Transfer::State::proxy() {
  CURL* curl = easy.get();
  curl_easy_setopt(curl, CURLOPT_PROXY, options.proxy.c_str());
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
  if (options.proxy.empty()) return;
  connect_to.reset(
      curl_slist_append(nullptr, markhound::crawler::connect_to(sending.url, sending.connect_address).c_str()));
  curl_easy_setopt(curl, CURLOPT_CONNECT_TO, connect_to.get());
  curl_easy_setopt(curl, CURLOPT_HTTPPROXYTUNNEL, 1L);
  curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

/// Method, address, headers and body. A header without a value is sent so where it ends with ";".
void Transfer::State::request() {
  CURL* curl = easy.get();
  headers.reset(curl_slist_append(nullptr, "Accept-Encoding: gzip, deflate, br, zstd"));
  if (header_value(sending.headers, "accept").empty())
    curl_slist_append(headers.get(), "Accept: text/html,application/xhtml+xml,image/*,*/*;q=0.8");
  for (const Header& header : sending.headers)
    curl_slist_append(headers.get(), (header.name + (header.value.empty() ? ";" : ": " + header.value)).c_str());
  if (sending.post) {
    curl_slist_append(headers.get(), "Expect:");  // libcurl would wait for a 100 that most servers never send
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(sending.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, sending.body.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_URL, sending.sent_url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
}

void Transfer::State::limit() {
  CURL* curl = easy.get();
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.limits.connect_timeout_ms));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.limits.total_timeout_ms));
  if (sending.excess == Sending::Excess::refuse)
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(max_bytes));
}

void Transfer::State::callbacks() {
  CURL* curl = easy.get();
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &on_connected);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);  // the way to the request as it was sent
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &on_debug);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, this);
}

Transfer::Transfer(const FetchOptions& options, Sending sending)
    : state_(std::make_unique<State>(options, std::move(sending))) {
  state_->configure();
  state_->request();
  state_->proxy();
  state_->limit();
  state_->callbacks();
  curl_easy_setopt(state_->easy.get(), CURLOPT_PRIVATE, this);
}

Transfer::~Transfer() = default;

void* Transfer::handle() { return state_->easy.get(); }

bool Transfer::takes_cookies() const { return state_->sending.cookies; }

std::size_t Transfer::cookie_bytes() const { return state_->cookie_bytes; }

Clock::time_point Transfer::stalls_at() const {
  if (!state_->connected) return Clock::time_point::max();
  return state_->last_sign + std::chrono::milliseconds(state_->options.limits.stall_timeout_ms);
}

namespace {

const char* protocol_name(CURL* curl) {
  long version = 0;
  curl_easy_getinfo(curl, CURLINFO_HTTP_VERSION, &version);
  switch (version) {
    case CURL_HTTP_VERSION_1_0: return "HTTP/1.0";
    case CURL_HTTP_VERSION_2_0: return "HTTP/2";
    case CURL_HTTP_VERSION_3: return "HTTP/3";
    default: return "HTTP/1.1";
  }
}

std::vector<std::string> certificates(CURL* curl) {
  constexpr std::string_view key = "Cert:";
  std::vector<std::string> chain;
  curl_certinfo* info = nullptr;
  if (curl_easy_getinfo(curl, CURLINFO_CERTINFO, &info) != CURLE_OK || !info) return chain;
  for (int i = 0; i < info->num_of_certs; ++i)
    for (const curl_slist* line = info->certinfo[i]; line; line = line->next)
      if (std::string_view(line->data).starts_with(key)) chain.emplace_back(line->data + key.size());
  return chain;
}

}  // namespace

Outcome Transfer::finish(int code) {
  State& state = *state_;
  CURL* curl = state.easy.get();
  Outcome out;
  const bool cut = state.body_over && state.sending.excess == Sending::Excess::cut;
  if (code != CURLE_OK && !cut) {
    const TransferFailure failure{code,
                                  state.error.data(),
                                  state.connected,
                                  state.headers_over,
                                  state.body_over ? state.max_bytes : 0,
                                  state.refused_address};
    out.problem = describe(state.exchange.url, failure, state.options.limits);
  }
  curl_off_t first_byte_us = 0;
  curl_easy_getinfo(curl, CURLINFO_STARTTRANSFER_TIME_T, &first_byte_us);
  out.latency = std::chrono::milliseconds(first_byte_us / 1000);
  state.exchange.protocol = protocol_name(curl);
  out.certificates = certificates(curl);
  out.addresses = std::move(state.addresses);
  out.exchange = std::move(state.exchange);
  return out;
}

Outcome Transfer::finish_stalled() {
  const int patience_ms = state_->options.limits.stall_timeout_ms;
  Outcome out;
  out.problem = Problem{Problem::Kind::limit, state_->exchange.url,
                        "its server sent nothing for " + std::to_string(patience_ms) + " ms", "try again later"};
  out.latency = std::chrono::milliseconds(patience_ms);
  return out;
}

}  // namespace markhound::crawler
