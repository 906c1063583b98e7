// Asks a time-stamping authority over HTTP (RFC 3161 section 3.4), through libcurl.
#include <memory>

#include <curl/curl.h>

#include "evidence/package.h"
#include "evidence/seal/timestamp.h"

namespace markhound::evidence {
namespace {

constexpr long connect_timeout_ms = 10'000;
constexpr long total_timeout_ms = 30'000;
constexpr std::size_t most_bytes = 256u << 10;

std::size_t append(char* bytes, std::size_t, std::size_t count, void* answer) {
  auto& text = *static_cast<std::string*>(answer);
  if (text.size() + count > most_bytes) return 0;
  text.append(bytes, count);
  return count;
}

class HttpTimestamper : public Timestamper {
 public:
  explicit HttpTimestamper(std::string address) : address_(std::move(address)) {}

  Result<std::string> stamp(const std::string& data) override {
    const TimestampRequest request = make_timestamp_request(data);
    auto response = post(request.der);
    if (!response) return response;
    if (const auto fits = answers(*response, data, request); !fits) return problem(fits.problem().cause);
    return response;
  }

 private:
  Problem problem(const std::string& cause) const {
    return {Problem::Kind::io, "time-stamping authority " + address_, cause,
            "try again, or configure another authority"};
  }

  Result<std::string> post(const std::string& request) const {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (started != CURLE_OK || !curl) return problem("libcurl cannot start");
    curl_slist* lines = curl_slist_append(nullptr, "Content-Type: application/timestamp-query");
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(lines, "Accept: application/timestamp-reply"), curl_slist_free_all);
    std::string answer;
    curl_easy_setopt(curl.get(), CURLOPT_URL, address_.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.data());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.size()));
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, total_timeout_ms);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    const CURLcode done = curl_easy_perform(curl.get());
    if (done == CURLE_WRITE_ERROR) return problem("its answer is larger than a token can be");
    if (done != CURLE_OK) return problem(curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) return problem("it answered with HTTP status " + std::to_string(status));
    return answer;
  }

  std::string address_;
};

}  // namespace

std::unique_ptr<Timestamper> make_rfc3161(const std::string& address) {
  return std::make_unique<HttpTimestamper>(address);
}

}  // namespace markhound::evidence
