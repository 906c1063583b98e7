#include "cli/timestampers.h"

namespace markhound::cli {

TimestampersInOrder::TimestampersInOrder(const std::vector<std::string>& addresses) {
  for (const std::string& address : addresses) authorities_.push_back(evidence::make_rfc3161(address));
}

Result<std::string> TimestampersInOrder::stamp(const std::string& data) {
  Result<std::string> last =
      Problem{Problem::Kind::not_found, "time-stamping authority", "none is set", "name one in settings.json"};
  for (const auto& authority : authorities_) {
    last = authority->stamp(data);
    if (last) break;
  }
  return last;
}

}  // namespace markhound::cli
