#include "crawler/api/answers.h"

#include "crawler/address/parameters.h"

namespace markhound::crawler {

using Kind = Problem::Kind;

std::string credential(const ApiAccess& access, const char* name) {
  const auto set = access.credentials.find(name);
  return set == access.credentials.end() ? std::string{} : set->second;
}

std::optional<Problem> refusal_by_status(const Capture& capture, const std::string& platform, const std::string& said) {
  const int status = capture.exchanges.empty() ? 200 : capture.exchanges.back().status;
  if ((status >= 200 && status < 300) || status == 404 || status == 410) return std::nullopt;
  const std::string words = said.empty() ? "" : ": " + said;
  if (status == 401 || status == 403)
    return Problem{Kind::refused, capture.url,
                   platform + " does not accept the credentials (" + std::to_string(status) + ")" + words,
                   "check them with markhound platforms, and what the account may do with the platform"};
  return Problem{Kind::refused, capture.url, platform + " answered " + std::to_string(status) + words,
                 "check the search; scan again later"};
}

std::size_t number_parameter(const std::string& url, const char* name, std::size_t otherwise) {
  const std::string value = parameter(url, name);
  const bool digits = !value.empty() && value.size() <= 6 && value.find_first_not_of("0123456789") == value.npos;
  return digits ? std::stoul(value) : otherwise;
}

}  // namespace markhound::crawler
