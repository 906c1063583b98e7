#include "index/import/json_objects.h"

#include <string_view>

namespace markhound::index {
namespace {

/// Where in an object one is: only braces outside strings count.
class Depth {
 public:
  /// Whether the object ends with this byte.
  bool ends_with(char c) {
    if (escaped_) {
      escaped_ = false;
    } else if (quoted_) {
      escaped_ = c == '\\';
      quoted_ = c != '"';
    } else if (c == '"') {
      quoted_ = true;
    } else if (c == '{') {
      ++braces_;
    } else if (c == '}') {
      return --braces_ == 0;
    }
    return false;
  }

 private:
  std::size_t braces_ = 0;
  bool quoted_ = false;
  bool escaped_ = false;
};

}  // namespace

bool JsonObjects::skip_to_object() {
  bool junk = false;
  for (std::string_view ahead = bytes_.peek(1); !ahead.empty(); ahead = bytes_.peek(1)) {
    const std::size_t begin = ahead.find('{');
    const std::string_view between = ahead.substr(0, begin);
    junk = junk || between.find_first_not_of("\xEF\xBB\xBF \t\r\n,[]") != std::string_view::npos;
    bytes_.consume(between.size());
    if (begin != std::string_view::npos) break;
  }
  return junk;
}

std::optional<JsonObjects::Object> JsonObjects::next() {
  if (skip_to_object()) return Object{{}, "what stands here is no JSON object"};
  if (bytes_.peek(1).empty()) return std::nullopt;
  Object object;
  Depth depth;
  for (std::string_view ahead = bytes_.peek(1); !ahead.empty(); ahead = bytes_.peek(1)) {
    std::size_t size = 0;
    bool ended = false;
    while (size < ahead.size() && !ended) ended = depth.ends_with(ahead[size++]);
    if (object.text.size() + size > max_bytes) object.fault = "the object has over 1 MB";
    if (!object.fault) object.text += ahead.substr(0, size);
    bytes_.consume(size);
    if (!ended) continue;
    if (object.fault) object.text.clear();
    return object;
  }
  return Object{{}, "the object is never closed"};
}

}  // namespace markhound::index
