#include "evidence/complaint/notice_json.h"

#include <nlohmann/json.hpp>

namespace markhound::evidence::complaint {
namespace {

using Json = nlohmann::ordered_json;

Notice notice_from(const Json& json) {
  Notice notice;
  notice.platform = json.at("platform");
  notice.form_version = json.at("form_version");
  notice.claim = json.at("claim");
  notice.mark = json.at("mark");
  notice.right = json.at("right");
  notice.seller = json.at("seller");
  notice.market = json.at("market");
  notice.drafted = day_from(json.at("drafted").get<std::string>()).value_or(Day{});
  for (const Json& target : json.at("targets")) notice.targets.push_back({target.at("finding"), target.at("listing")});
  notice.forced = json.at("forced").get<std::vector<std::string>>();
  return notice;
}

}  // namespace

std::string to_json(const Notice& notice) {
  Json json{{"platform", notice.platform}, {"form_version", notice.form_version},
            {"claim", notice.claim},       {"mark", notice.mark},
            {"right", notice.right},       {"seller", notice.seller},
            {"market", notice.market},     {"drafted", to_text(notice.drafted)},
            {"targets", Json::array()},    {"forced", notice.forced}};
  for (const NoticeTarget& target : notice.targets) {
    json["targets"].push_back({{"finding", target.finding}, {"listing", target.listing}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Notice> notice_from_json(std::string_view text) {
  try {
    return notice_from(Json::parse(text));
  } catch (const std::exception& e) {
    return Problem{Problem::Kind::bad_input, "a notice in the vault", e.what(), "restore the vault from a copy"};
  }
}

}  // namespace markhound::evidence::complaint
