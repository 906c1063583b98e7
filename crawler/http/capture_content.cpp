#include "crawler/http/capture_content.h"

#include "crawler/content/decoder.h"
#include "crawler/content/media_type.h"

namespace markhound::crawler {

Result<Capture> with_content(Capture capture, std::size_t limit) {
  const Exchange& last = capture.exchanges.back();
  Decoded decoded = decode_content(last.body, header_value(last.response_headers, "content-encoding"), limit);
  if (decoded.end == Decoded::End::over_limit)
    return Problem{Problem::Kind::limit, last.url, decoded.cause, "raise the limit of bytes a page if it is wanted"};
  if (decoded.end != Decoded::End::whole && decoded.content.empty())
    return Problem{Problem::Kind::bad_input, last.url, decoded.cause, {}};
  if (decoded.end != Decoded::End::whole)
    capture.problems.push_back(
        {Problem::Kind::bad_input, last.url, decoded.cause + "; what came before was read", "fetch it again"});
  const ContentType type = parse_content_type(header_value(last.response_headers, "content-type"));
  capture.url = last.url;
  capture.charset = type.charset;
  capture.media_type = type.media_type.empty() ? guess_media_type(last.url, decoded.content) : type.media_type;
  capture.content = std::move(decoded.content);
  return capture;
}

}  // namespace markhound::crawler
