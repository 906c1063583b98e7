#include "crawler/fetch/multi.h"

#include <algorithm>
#include <mutex>

#include <curl/curl.h>

namespace markhound::crawler {
namespace {

constexpr long kept_connections = 128;
constexpr std::size_t max_cookie_bytes = 4u << 20;  // then the jar is emptied: shops give new sessions

void initialise_libcurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

Multi::Multi() {
  initialise_libcurl();
  multi_ = curl_multi_init();
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections);
  cookies_ = curl_share_init();
  curl_share_setopt(cookies_, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
}

Multi::~Multi() {
  for (const auto& [name, transfer] : transfers_) curl_multi_remove_handle(multi_, transfer->handle());
  transfers_.clear();
  curl_multi_cleanup(multi_);
  curl_share_cleanup(cookies_);
}

Transfer* Multi::start(std::unique_ptr<Transfer> transfer) {
  Transfer* name = transfer.get();
  if (transfer->takes_cookies()) curl_easy_setopt(transfer->handle(), CURLOPT_SHARE, cookies_);
  curl_multi_add_handle(multi_, transfer->handle());
  transfers_.emplace(name, std::move(transfer));
  return name;
}

void Multi::bound_cookies(Transfer& transfer) {
  if (!transfer.takes_cookies()) return;
  cookie_bytes_ += transfer.cookie_bytes();
  if (cookie_bytes_ <= max_cookie_bytes) return;
  curl_easy_setopt(transfer.handle(), CURLOPT_COOKIELIST, "ALL");
  cookie_bytes_ = 0;
}

void Multi::end(Transfer* transfer) {
  bound_cookies(*transfer);
  curl_multi_remove_handle(multi_, transfer->handle());
  transfers_.erase(transfer);
}

void Multi::collect(std::vector<Finished>& finished) {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    finished.push_back({transfer, transfer->finish(message->data.result)});
    end(transfer);
  }
}

void Multi::collect_stalled(std::vector<Finished>& finished) {
  const auto now = std::chrono::steady_clock::now();
  std::vector<Transfer*> stalled;
  for (const auto& [name, transfer] : transfers_)
    if (transfer->stalls_at() <= now) stalled.push_back(name);
  for (Transfer* transfer : stalled) {
    finished.push_back({transfer, transfer->finish_stalled()});
    end(transfer);
  }
}

std::vector<Multi::Finished> Multi::perform() {
  int running = 0;
  curl_multi_perform(multi_, &running);
  std::vector<Finished> finished;
  collect(finished);
  collect_stalled(finished);
  return finished;
}

void Multi::wait(std::chrono::steady_clock::time_point until) {
  constexpr std::chrono::milliseconds longest(1000);
  const auto now = std::chrono::steady_clock::now();
  until = std::min(until, now + longest);
  for (const auto& [name, transfer] : transfers_) until = std::min(until, transfer->stalls_at());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - now);
  curl_multi_poll(multi_, nullptr, 0, static_cast<int>(std::max<long long>(0, left.count())), nullptr);
}

void Multi::wake() { curl_multi_wakeup(multi_); }

}  // namespace markhound::crawler
