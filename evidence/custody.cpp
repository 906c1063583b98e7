#include "evidence/custody.h"

#include <nlohmann/json.hpp>

#include "evidence/vault.h"

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view digest_member = ",\"digest\":\"";
/// `,"digest":"` and 64 digits and `"}`
constexpr std::size_t tail_length = digest_member.size() + 64 + 2;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Problem broken(std::int64_t sequence, const std::string& why) {
  return {Problem::Kind::refused, "custody entry " + std::to_string(sequence), why, "do not rely on what follows it"};
}

}  // namespace

const char* const custody_origin = "0000000000000000000000000000000000000000000000000000000000000000";

std::string to_line(const CustodyEntry& entry) {
  const Json json{{"sequence", entry.sequence}, {"time", to_rfc3339(entry.time)}, {"operator", entry.operator_name},
                  {"host", entry.host},         {"action", entry.action},         {"detail", entry.detail},
                  {"previous", entry.previous}};
  std::string line = dump(json);
  const std::string digest = sha256(line);
  line.pop_back();
  return line + std::string(digest_member) + digest + "\"}";
}

std::string custody_digest(std::string_view line) {
  if (line.size() < tail_length || !line.ends_with("\"}")) return {};
  const std::string_view tail = line.substr(line.size() - tail_length);
  return tail.starts_with(digest_member) ? std::string(tail.substr(digest_member.size(), 64)) : std::string{};
}

Result<void> CustodyChain::follow(std::string_view line) {
  const std::int64_t expected = length_ + 1;
  const std::string digest = custody_digest(line);
  if (digest.empty()) return broken(expected, "its line has no digest");
  const std::string body = std::string(line.substr(0, line.size() - tail_length)) + "}";
  if (sha256(body) != digest) return broken(expected, "its line does not have its digest");
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("sequence") || json["sequence"] != expected) {
    return broken(expected, "its sequence number does not follow");
  }
  if (!json.contains("previous") || json["previous"] != head_)
    return broken(expected, "it does not follow the one before");
  length_ = expected;
  head_ = digest;
  return {};
}

}  // namespace markhound::evidence
