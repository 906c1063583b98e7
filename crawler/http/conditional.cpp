#include "crawler/conditional.h"

namespace markhound::crawler {
namespace {

/// The 200 whose body the content is of; null where there is none to rely on.
const Exchange* whole_answer(const Capture& capture) {
  const bool direct = capture.origin == Capture::Origin::live && capture.exchanges.size() == 1;
  if (!direct || !capture.problems.empty()) return nullptr;
  const Exchange& answer = capture.unchanged ? *capture.unchanged : capture.exchanges.back();
  return answer.status == 200 ? &answer : nullptr;
}

/// A 304 may bring a newer one (RFC 9110 section 15.4.5).
std::string validator(const Capture& capture, const Exchange& whole, const char* name) {
  const std::string newest = header_value(capture.exchanges.back().response_headers, name);
  return newest.empty() ? header_value(whole.response_headers, name) : newest;
}

}  // namespace

bool make_conditional(Request& request, const Capture& earlier) {
  const Exchange* whole = whole_answer(earlier);
  if (!whole) return false;
  request.if_none_match = validator(earlier, *whole, "etag");
  request.if_modified_since = validator(earlier, *whole, "last-modified");
  return !request.if_none_match.empty() || !request.if_modified_since.empty();
}

Capture renewed(Capture not_modified, const Capture& earlier) {
  Capture capture = std::move(not_modified);
  capture.unchanged = earlier.unchanged ? *earlier.unchanged : earlier.exchanges.back();
  capture.media_type = earlier.media_type;
  capture.charset = earlier.charset;
  capture.content = earlier.content;
  return capture;
}

}  // namespace markhound::crawler
