#include "evidence/package/exhibits.h"

#include <set>

#include <nlohmann/json.hpp>

#include "evidence/finding_json.h"
#include "evidence/report/picture.h"

namespace markhound::evidence {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json json_of(const CaptureFacts& facts) {
  Json json{{"id", facts.kept.id},
            {"url", facts.kept.url},
            {"time", to_rfc3339(facts.kept.time)},
            {"content_digest", facts.kept.content_digest},
            {"media_type", facts.media_type}};
  if (!facts.remote_address.empty()) json["remote_address"] = facts.remote_address;
  if (!facts.file.empty()) json["file"] = facts.file;
  return json;
}

Json json_of(const MarkExhibit& exhibit) {
  const Mark& mark = exhibit.mark;
  Json json{{"id", mark.id},           {"name", mark.name},
            {"aliases", mark.aliases}, {"office", mark.office},
            {"number", mark.number},   {"status", to_string(mark.status)},
            {"classes", mark.classes}, {"goods", mark.goods},
            {"owner", mark.owner},     {"authorised", mark.authorised}};
  json["pictures"] = Json::array();
  for (const auto& [digest, bytes] : exhibit.logos)
    json["pictures"].push_back({{"digest", digest}, {"file", mark_file(bytes)}});
  return json;
}

}  // namespace

std::string findings_json(const Case& item) {
  Json json{{"format", "markhound-findings/1"}, {"findings", Json::array()}};
  for (const FindingRecord& record : item.findings) json["findings"].push_back(Json::parse(to_json(record)));
  return dump(json);
}

std::string listings_json(const Case& item) {
  Json json{{"format", "markhound-listings/1"}, {"listings", Json::array()}, {"captures", Json::array()}};
  std::set<std::string> seen;
  for (const FindingRecord& record : item.findings) {
    std::string listing = to_json(record.seen);
    if (seen.insert(listing).second) json["listings"].push_back(Json::parse(listing));
  }
  for (const auto& [id, facts] : item.captures) json["captures"].push_back(json_of(facts));
  return dump(json);
}

std::string rights_json(const Case& item) {
  Json json{{"format", "markhound-rights/1"}, {"marks", Json::array()}};
  for (const MarkExhibit& exhibit : item.marks) json["marks"].push_back(json_of(exhibit));
  return dump(json);
}

std::string environment_json(const Case& item) {
  Json json{{"format", "markhound-environment/1"}, {"made", to_rfc3339(item.made)}};
  json["independent_time"] = item.stamp.stamped ? Json{{"stated", item.stamp.time}, {"authority", item.stamp.subject}}
                                                : Json{{"none_because", item.stamp.why_not}};
  json["values"] = Json::array();
  for (const auto& [name, value] : item.environment) json["values"].push_back({{"name", name}, {"value", value}});
  return dump(json);
}

std::string mark_file(const std::string& picture) {
  return "marks/" + sha256(picture).substr(0, 16) + "." + probe_picture(picture).extension;
}

}  // namespace markhound::evidence
