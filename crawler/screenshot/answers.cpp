#include "crawler/screenshot/answers.h"

#include <algorithm>
#include <array>

#include "crawler/address/url.h"
#include "crawler/content/base64.h"

namespace markhound::crawler {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view saved_host = "http://saved-page.invalid";
constexpr std::size_t max_refusals = 2000;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// What a page needs of its headers to be drawn; no cookies, no reporting, no caching.
bool is_shown(const std::string& name) {
  static constexpr std::array shown = {"content-type", "content-security-policy", "content-language", "x-frame-options",
                                       "referrer-policy"};
  return name.starts_with("access-control-") || std::find(shown.begin(), shown.end(), name) != shown.end();
}

std::string content_type(const Capture& capture) {
  const std::string type = capture.media_type.empty() ? "application/octet-stream" : capture.media_type;
  return capture.charset.empty() ? type : type + "; charset=" + capture.charset;
}

json headers_of(const Capture& capture) {
  json headers = json::array();
  bool typed = false;
  if (const Exchange* answer = content_answer(capture))
    for (const Header& header : answer->response_headers) {
      const std::string name = lower(header.name);
      if (!is_shown(name)) continue;
      typed = typed || name == "content-type";
      headers.push_back({{"name", header.name}, {"value", header.value}});
    }
  if (!typed) headers.push_back({{"name", "Content-Type"}, {"value", content_type(capture)}});
  if (capture.exchanges.empty()) headers.push_back({{"name", "Access-Control-Allow-Origin"}, {"value", "*"}});
  return headers;
}

}  // namespace

std::string shown_address(const std::string& url) {
  constexpr std::string_view scheme = "file://";
  return url.starts_with(scheme) ? std::string(saved_host) + url.substr(scheme.size()) : url;
}

std::string real_address(const std::string& shown) {
  const bool saved = shown.starts_with(std::string(saved_host) + "/");
  return saved ? "file://" + shown.substr(saved_host.size()) : shown;
}

Answers::Answers(const Capture& page, std::string page_id, PageSupply& supply, const ScreenshotOptions& options)
    : options_(options), supply_(supply), page_url_(page.url) {
  known_[page.url] = answer_of(page, page.url, page_id);
  bytes_ = page.content.size();
}

void Answers::begin() {
  waiting_.clear();
  ready_.clear();
  page_shown_ = false;
}

void Answers::note(const std::string& url) {
  if (std::find(order_.begin(), order_.end(), url) == order_.end()) order_.push_back(url);
}

Answers::Answer Answers::answer_of(const Capture& capture, const std::string& url, const std::string& kept) const {
  Answer answer;
  answer.kept = kept;
  if (capture.url != url && canonical(capture.url) != canonical(url)) {
    answer.status = 302;
    answer.headers = json::array({{{"name", "Location"}, {"value", shown_address(capture.url)}},
                                  {{"name", "Access-Control-Allow-Origin"}, {"value", "*"}}});
    return answer;
  }
  const Exchange* exchange = content_answer(capture);
  const int status = exchange ? exchange->status : 200;
  answer.status = status >= 200 && status < 600 && status / 100 != 3 ? status : 200;
  answer.headers = headers_of(capture);
  answer.body = to_base64(capture.content);
  return answer;
}

Answers::Command Answers::command(const std::string& request, const Answer& answer) const {
  if (answer.refused) return {"Fetch.failRequest", {{"requestId", request}, {"errorReason", "BlockedByClient"}}};
  return {"Fetch.fulfillRequest",
          {{"requestId", request},
           {"responseCode", answer.status},
           {"responseHeaders", answer.headers},
           {"body", answer.body}}};
}

void Answers::leave_out(const std::string& url, const std::string& why) {
  if (known_.size() > max_refusals || known_.contains(url)) return;
  note(url);
  Answer answer;
  answer.refused = true;
  answer.why = why;
  known_.emplace(url, std::move(answer));
}

void Answers::refuse(const std::string& request, const std::string& url, const std::string& why) {
  Answer answer;
  answer.refused = true;
  ready_.push_back(command(request, answer));
  leave_out(url, why);
}

void Answers::ask(const std::string& request, const std::string& method, const std::string& shown,
                  const std::string& type, bool main_frame) {
  const std::string url = real_address(shown.substr(0, shown.find('#')));
  const bool is_page = main_frame && type == "Document";
  if (is_page && page_shown_) {  // an answer without content leaves the page where it is; a refusal would replace it
    ready_.push_back({"Fetch.fulfillRequest", {{"requestId", request}, {"responseCode", 204}}});
    return leave_out(url, "the page wanted to lead on to it");
  }
  if (method != "GET") return refuse(request, url, "it is a " + method.substr(0, 20) + ", and nothing is sent");
  if (type == "Media") return refuse(request, url, "films and sounds are not drawn");
  if (type == "Ping" || type == "WebSocket" || type == "EventSource" || type == "Prefetch" ||
      type == "CSPViolationReport")
    return refuse(request, url, "it is no part of what is seen");
  if (url.size() > 16'384) return refuse(request, url.substr(0, 200) + "…", "its address is too long");
  if (is_page) page_shown_ = true;
  if (const auto known = known_.find(url); known != known_.end()) {
    ready_.push_back(command(request, known->second));
    return;
  }
  if (!is_web_url(url) && !url.starts_with("file://")) return refuse(request, url, "it is no address of the web");
  if (!asked_.contains(url)) {
    if (known_.size() + asked_.size() > options_.max_requests)
      return refuse(request, url, "the page asks for more than " + std::to_string(options_.max_requests) + " things");
    if (bytes_ > options_.max_bytes)
      return refuse(request, url, "the page has more than " + std::to_string(options_.max_bytes) + " bytes");
    note(url);
    asked_[url] = supply_.fetch(url);
  }
  waiting_.push_back({request, url});
}

void Answers::take(const std::string& url, Result<Capture> result) {
  Answer answer;
  if (result) {
    auto kept = supply_.keep(*result);
    if (!kept) {
      failure_ = kept.problem();
      return;
    }
    answer = answer_of(*result, url, *kept);
    bytes_ += result->content.size();
    if (answer.status == 302) known_[result->url] = answer_of(*result, result->url, *kept);
  } else {
    answer.refused = true;
    answer.why = to_line(result.problem());
  }
  known_[url] = std::move(answer);
}

std::vector<Answers::Command> Answers::ready() {
  for (auto asked = asked_.begin(); asked != asked_.end() && !failure_;) {
    if (asked->second.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      take(asked->first, asked->second.get());
      asked = asked_.erase(asked);
    } else {
      ++asked;
    }
  }
  std::erase_if(waiting_, [&](const Waiting& one) {
    const auto known = known_.find(one.url);
    if (known == known_.end()) return false;
    ready_.push_back(command(one.request, known->second));
    return true;
  });
  return std::exchange(ready_, {});
}

std::vector<Answers::Command> Answers::refuse_waiting() {
  Answer late;
  late.refused = true;
  for (const Waiting& one : waiting_) ready_.push_back(command(one.request, late));
  waiting_.clear();
  return std::exchange(ready_, {});
}

ordered_json Answers::record() const {
  ordered_json all = ordered_json::array();
  for (const std::string& url : order_) {
    const auto known = known_.find(url);
    if (url == page_url_) continue;
    if (known == known_.end()) {
      all.push_back({{"url", url}, {"left_out", "it did not come in time"}});
    } else if (known->second.refused) {
      all.push_back({{"url", url}, {"left_out", known->second.why}});
    } else {
      all.push_back({{"url", url}, {"capture", known->second.kept}, {"status", known->second.status}});
    }
  }
  return all;
}

}  // namespace markhound::crawler
