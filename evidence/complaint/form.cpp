#include "evidence/complaint/form.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace markhound::evidence::complaint {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

constexpr std::size_t most_rules = 500;  ///< a kind in a file; ours have some twenty

const Json& list(const Json& json, const char* name) {
  static const Json empty = Json::array();
  if (!json.contains(name)) return empty;
  const Json& found = json.at(name);
  if (!found.is_array() || found.size() > most_rules)
    throw std::runtime_error(std::string(name) + ": a short list is wanted");
  return found;
}

Words words(const Json& json, const char* name) { return list(json, name).get<Words>(); }

Text text_from(const Json& json) { return {json.at("en"), json.at("zh")}; }

Text text_at(const Json& json, const char* name) { return json.contains(name) ? text_from(json.at(name)) : Text{}; }

Source source_from(const std::string& id, const Json& json) {
  return {id, json.at("says"), json.at("url"), json.at("read"), json.at("confirmed")};
}

Check check_from(const Json& json) {
  const std::string severity = json.at("severity");
  if (severity != "error" && severity != "warning")
    throw std::runtime_error("severity is error or warning, not " + severity);
  return {json.at("check"), severity == "error" ? Severity::error : Severity::warning, json.at("source"),
          words(json, "offices"), json.value("digits", std::size_t{0})};
}

Condition condition_from(const Json& json) {
  if (!json.contains("when") || json.at("when").empty()) return {};
  const auto only = json.at("when").begin();
  return {only.key(), only.value().get<Words>()};
}

Field field_from(const Json& json) {
  Field field;
  field.name = json.at("name");
  field.label = text_from(json.at("label"));
  field.from = json.at("from");
  field.required = json.value("required", true);
  field.by_hand = json.value("by_hand", false);
  field.most = json.value("most", std::size_t{0});
  if (json.contains("choices")) {
    for (const auto& [value, choice] : json.at("choices").items()) field.choices[value] = text_from(choice);
  }
  field.hint = text_at(json, "hint");
  field.when = condition_from(json);
  field.source = json.at("source");
  return field;
}

Column column_from(const Json& json) { return {json.at("name"), json.at("from"), json.value("most", std::size_t{0})}; }

Deadline deadline_from(const Json& json) {
  return {json.at("name"),
          json.at("after"),
          json.at("days"),
          json.value("latest", 0),
          json.value("business", false),
          json.at("whose"),
          text_from(json.at("says")),
          json.at("source")};
}

Threshold threshold_from(const Json& json) {
  return {json.at("measure"),          json.at("share"), json.at("window_days"), json.at("least"),
          text_from(json.at("loses")), json.at("source")};
}

TargetRule target_from(const Json& json) {
  TargetRule target;
  target.name = text_from(json.at("name"));
  target.hosts = words(json, "hosts");
  target.after = words(json, "after");
  target.shop = words(json, "shop");
  target.alphabet = json.value("alphabet", std::string("any"));
  target.least = json.value("least", std::size_t{0});
  target.most = json.value("most", std::size_t{0});
  target.id = json.value("id", false);
  target.bare = json.value("bare", true);
  target.source = json.at("source");
  return target;
}

void read_rules(Form& form, const Json& json) {
  for (const auto& [id, source] : json.at("sources").items()) form.sources.push_back(source_from(id, source));
  for (const Json& check : list(json, "checks")) form.checks.push_back(check_from(check));
  if (!json.contains("grounds")) return;
  for (const auto& [office, ground] : json.at("grounds").items())
    form.grounds[office] = {text_from(ground.at("text")), ground.at("source")};
}

void read_fields(Form& form, const Json& json) {
  for (const Json& field : list(json, "fields")) form.fields.push_back(field_from(field));
  for (const Json& column : list(json, "columns")) form.columns.push_back(column_from(column));
  for (const Json& statement : list(json, "statements"))
    form.statements.push_back({text_from(statement.at("text")), statement.at("sworn"), statement.at("source")});
  for (const Json& note : list(json, "notes")) form.notes.push_back({text_from(note.at("text")), note.at("source")});
  for (const Json& deadline : list(json, "deadlines")) form.deadlines.push_back(deadline_from(deadline));
  for (const Json& threshold : list(json, "thresholds")) form.thresholds.push_back(threshold_from(threshold));
}

/// general.json has checks only; every other file is a form.
Form form_from(const Json& json) {
  Form form;
  form.platform = json.at("platform");
  form.version = json.at("version");
  read_rules(form, json);
  if (form.platform == "general") return form;
  form.name = text_from(json.at("name"));
  form.where = json.at("where");
  form.claims = json.at("claims").get<Words>();
  if (form.claims.empty()) throw std::runtime_error("claims: at least one is wanted");
  form.group = words(json, "group");
  form.language = json.value("language", std::string("en")) == "zh" ? Language::zh : Language::en;
  if (json.contains("most_targets")) {
    form.most_targets = json.at("most_targets").at("count");
    form.most_targets_source = json.at("most_targets").at("source");
  }
  form.target = target_from(json.at("target"));
  if (json.contains("markets")) form.markets = json.at("markets").get<std::map<std::string, std::string>>();
  form.market = json.value("market", std::string());
  form.sheets = words(json, "sheets");
  read_fields(form, json);
  return form;
}

/// The first source that a rule names and the file lacks; empty where all are there.
std::string missing_source(const Form& form) {
  std::set<std::string> named;
  const auto collect = [&](const auto& rules) {
    for (const auto& rule : rules) named.insert(rule.source);
  };
  collect(form.fields), collect(form.statements), collect(form.notes), collect(form.checks);
  collect(form.deadlines), collect(form.thresholds);
  if (form.platform != "general") named.insert(form.target.source);
  if (form.most_targets > 0) named.insert(form.most_targets_source);
  for (const auto& [office, ground] : form.grounds) named.insert(ground.source);
  for (const Source& source : form.sources) named.erase(source.id);
  return named.empty() ? std::string() : *named.begin();
}

}  // namespace

const char* to_string(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

const Source& Form::source(const std::string& id) const {
  static const Source unknown;
  const auto found =
      std::find_if(sources.begin(), sources.end(), [&](const Source& source) { return source.id == id; });
  return found == sources.end() ? unknown : *found;
}

Result<Form> read_form(std::string_view json, const std::string& name) {
  const std::string mend = "correct the file; docs/complaints.md has its members";
  try {
    Form form = form_from(Json::parse(json));
    const std::string missing = missing_source(form);
    if (missing.empty()) return form;
    return Problem{Problem::Kind::bad_input, name, "names the source \"" + missing + "\", which it lacks", mend};
  } catch (const std::exception& e) {
    return Problem{Problem::Kind::bad_input, name, std::string("is no rules file: ") + e.what(), mend};
  }
}

}  // namespace markhound::evidence::complaint
