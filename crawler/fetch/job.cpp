#include "crawler/fetch/job.h"

#include <algorithm>
#include <string_view>

#include "crawler/address/url.h"

namespace markhound::crawler {
namespace {

constexpr std::string_view line_breaks("\r\n\0", 3);

bool has_credentials(const std::string& url) {
  const auto authority = url.find("//");
  if (authority == std::string::npos) return false;
  const auto end = url.find_first_of("/?#\\", authority + 2);
  return url.find('@', authority) < std::min(end, url.size());
}

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c < 0x7f && std::string_view("()<>@,;:\\\"/[]?={}").find(c) == std::string_view::npos;
  });
}

void add_conditions(const Request& request, std::vector<Header>& headers) {
  if (!request.if_none_match.empty()) headers.push_back({"If-None-Match", request.if_none_match});
  if (!request.if_modified_since.empty()) headers.push_back({"If-Modified-Since", request.if_modified_since});
}

bool sendable(const Header& header) {
  return is_token(header.name) && header.value.find_first_of(line_breaks) == std::string::npos;
}

}  // namespace

JobPtr make_job(Request request) {
  auto job = std::make_unique<Job>();
  job->secrets = Secrets(request);
  const bool open = has_credentials(request.url);
  const std::string url = resolve({}, request.url).value_or(open ? "an address with credentials" : request.url);
  job->url = job->secrets.shown_url(url);
  job->asked = job->secrets.shown_url(open ? url : request.url);
  job->request = std::move(request);
  return job;
}

std::optional<Problem> unsendable(const Request& request) {
  for (const auto& headers : {request.headers, request.secret_headers})
    if (!std::all_of(headers.begin(), headers.end(), sendable))
      return Problem{Problem::Kind::bad_input, request.url, "one of its headers has a name or value that HTTP forbids",
                     "take line breaks out of it"};
  if (request.method == Request::Method::get && !request.body.empty())
    return Problem{Problem::Kind::bad_input, request.url, "a GET has no body", "send it with POST"};
  return std::nullopt;
}

Sending sending_of(const Job& job) {
  Sending sending;
  sending.url = job.url;
  sending.sent_url = job.trusted ? job.secrets.sent_url(job.url) : job.url;
  sending.post = job.request.method == Request::Method::post;
  sending.headers = job.request.headers;
  sending.body = job.request.body;
  // Of a crawl alone: neither a robots.txt nor an interface with a key needs a session.
  sending.cookies = job.request.obey_robots && !job.is_robots() && !job.secrets.any();
  if (job.exchanges.empty()) add_conditions(job.request, sending.headers);
  if (job.trusted)
    sending.headers.insert(sending.headers.end(), job.request.secret_headers.begin(), job.request.secret_headers.end());
  return sending;
}

}  // namespace markhound::crawler
