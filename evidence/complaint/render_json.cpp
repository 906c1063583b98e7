#include <nlohmann/json.hpp>

#include "evidence/complaint/inert.h"
#include "evidence/complaint/write.h"

namespace markhound::evidence::complaint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_brand = 50;      // ReportItemDetails, developer.ebay.com
constexpr std::size_t most_message = 1000;  // ditto

std::string pretty(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

void put(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

Json json_of(const Text& text) { return {{"en", text.en}, {"zh", text.zh}}; }

Json json_of(const FilledField& filled) {
  const Field& field = *filled.field;
  Json json{{"name", field.name}, {"label", json_of(field.label)}, {"required", field.required}};
  if (field.by_hand) json["by_hand"] = true;
  if (field.most > 0) json["most"] = field.most;
  json["value"] = filled.value;
  return json;
}

Json listing_json(const Filing& filing, const Draft& draft, const Accused& accused) {
  Json json{{"finding", accused.record.finding.id}, {"url", row_value("target.url", filing, draft, accused, 0)}};
  if (filing.form.target.id) json["id"] = row_value("target.id", filing, draft, accused, 0);
  put(json, "title", row_value("target.title", filing, draft, accused, 0));
  put(json, "seller", row_value("target.seller", filing, draft, accused, 0));
  put(json, "test_buy", row_value("target.test_buy", filing, draft, accused, 0));
  return json;
}

Json json_of(const Remark& remark) {
  Json json{{"severity", to_string(remark.severity)}, {"rule", remark.rule}};
  put(json, "finding", remark.finding);
  json["says"] = remark.says;
  put(json, "mend", remark.mend);
  return json;
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < list.size();) {
    const auto end = std::min(list.find(", ", from), list.size());
    parts.push_back(list.substr(from, end - from));
    from = end + 2;
  }
  return parts;
}

}  // namespace

std::string json_of(const Filing& filing, const Draft& draft, const std::vector<Remark>& remarks) {
  const Notice& notice = draft.notice;
  Json json{{"notice", notice.id()},
            {"platform", notice.platform},
            {"form", json_of(filing.form.name)},
            {"form_version", notice.form_version},
            {"where", filing.form.where},
            {"drafted", to_text(notice.drafted)},
            {"claim", notice.claim},
            {"mark", visible(notice.mark)}};
  put(json, "right", visible(notice.right));
  put(json, "seller", visible(notice.seller));
  put(json, "market", visible(notice.market));
  json["fields"] = Json::array();
  for (const FilledField& filled : draft.fields) json["fields"].push_back(json_of(filled));
  json["listings"] = Json::array();
  for (const Accused* accused : draft.accused) json["listings"].push_back(listing_json(filing, draft, *accused));
  json["statements"] = Json::array();
  for (const Statement& statement : filing.form.statements)
    json["statements"].push_back({{"text", json_of(statement.text)}, {"sworn", statement.sworn}});
  json["remarks"] = Json::array();
  for (const Remark& remark : remarks_about(draft, remarks)) json["remarks"].push_back(json_of(remark));
  return pretty(json);
}

std::string vero_of(const Filing& filing, const Draft& draft) {
  Json items = Json::array();
  for (const Accused* accused : draft.accused) {
    Json item{{"itemId", row_value("target.id", filing, draft, *accused, 0)},
              {"veroReasonCodeId", row_value("reason", filing, draft, *accused, 0)}};
    put(item, "brand", fitted(row_value("brand", filing, draft, *accused, 0), most_brand));
    put(item, "detailedMessage",
        fitted(row_value("target.message", filing, draft, *accused, most_message), most_message));
    item["copyEmailToRightsOwner"] = true;
    for (const FilledField& filled : draft.fields) {
      if (filled.field->from == "countries") item["countries"] = parts_of(filled.value);
      if (filled.field->from == "patent") put(item, "patent", filled.value);
    }
    items.push_back(std::move(item));
  }
  return pretty({{"reportItems", std::move(items)}});
}

}  // namespace markhound::evidence::complaint
