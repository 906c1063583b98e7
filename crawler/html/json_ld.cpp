#include "crawler/html/json_ld.h"

#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "crawler/html/json_repair.h"
#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

using Json = nlohmann::json;
constexpr int max_depth = 32;
constexpr std::size_t max_items = 20'000;

std::optional<Json> parsed(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

/// Several values one after the other in a single block ({…}{…}) become a list.
std::optional<Json> parsed_sequence(std::string_view text) {
  constexpr std::size_t most = 1000;
  Json list = Json::array();
  while (!text.empty() && list.size() < most) {
    const std::string_view one = balanced(text);
    auto value = parsed(std::string(one));
    if (!value) return std::nullopt;
    list.push_back(std::move(*value));
    text = trim(text.substr(one.size()));
    while (text.starts_with(',') || text.starts_with(';')) text = trim(text.substr(1));
  }
  if (list.empty() || !text.empty()) return std::nullopt;
  return list;
}

std::optional<Json> read_block(std::string_view script) {
  script = trim(script);
  if (auto value = parsed(std::string(script))) return value;
  const std::string repaired = repaired_json(script);
  if (auto value = parsed(repaired)) return value;
  if (auto value = parsed_sequence(repaired)) return value;
  const std::string decoded = unescaped(script);  // written with &quot; for "
  if (decoded == script) return std::nullopt;
  return parsed(repaired_json(decoded));
}

std::string scalar(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

class Builder {
 public:
  explicit Builder(Graph& graph) : graph_(graph) {}

  /// Items of a value that stands at the top: an object, a list, a @graph.
  void top(const Json& value, int depth = 0) {
    if (depth > max_depth) return;
    if (value.is_array()) {
      for (const Json& element : value) top(element, depth + 1);
    } else if (value.is_object()) {
      const bool only_graph = value.contains("@graph") && !value.contains("@type");
      if (!only_graph)
        object(value, depth, false);
      else
        top(value["@graph"], depth + 1);
    }
  }

  /// References {"@id": x} are led to the item that has that id and says more.
  void resolve_references(std::size_t first) {
    std::map<std::string, std::size_t> by_id;
    for (std::size_t i = first; i < graph_.items.size(); ++i) {
      const Item& item = graph_.items[i];
      if (!item.id.empty() && !item.properties.empty()) by_id.try_emplace(item.id, i);
    }
    for (std::size_t i = first; i < graph_.items.size(); ++i)
      for (Property& property : graph_.items[i].properties) refer(property, by_id);
  }

 private:
  void refer(Property& property, const std::map<std::string, std::size_t>& by_id) {
    const Item* item = graph_.item(property);
    if (!item || !item->properties.empty() || item->id.empty()) return;
    const auto found = by_id.find(item->id);
    if (found == by_id.end()) return;
    property.item = found->second;
  }

  std::size_t object(const Json& value, int depth, bool nested) {
    const std::size_t index = graph_.items.size();
    graph_.items.emplace_back();
    graph_.items[index].nested = nested;
    for (const auto& [key, member] : value.items()) {
      if (key == "@type")
        types(member, graph_.items[index]);
      else if (key == "@id")
        graph_.items[index].id = scalar(member);
      else if (key == "@graph")
        top(member, depth + 1);
      else if (!key.starts_with('@'))
        property(index, schema_name(key), member, depth + 1);
    }
    return index;
  }

  static void types(const Json& value, Item& item) {
    if (value.is_string()) item.types.push_back(schema_name(value.get_ref<const std::string&>()));
    if (!value.is_array()) return;
    for (const Json& type : value)
      if (type.is_string()) item.types.push_back(schema_name(type.get_ref<const std::string&>()));
  }

  void property(std::size_t of, const std::string& name, const Json& value, int depth) {
    if (depth > max_depth || graph_.items.size() > max_items) return;
    if (value.is_array()) {
      for (const Json& element : value) property(of, name, element, depth + 1);
    } else if (value.is_object() && value.contains("@value")) {
      property(of, name, value["@value"], depth + 1);
    } else if (value.is_object()) {
      const std::size_t item = object(value, depth, true);
      graph_.items[of].properties.push_back({name, "", item});
    } else if (std::string text = scalar(value); !text.empty()) {
      graph_.items[of].properties.push_back({name, std::move(text), Property::no_item});
    }
  }

  Graph& graph_;
};

bool is_json_ld(std::string_view type) {
  const std::string name = lowered(trim(type.substr(0, type.find(';'))));
  return name == "application/ld+json" || name == "application/json+ld";
}

}  // namespace

void read_json_ld(const Document& document, Graph& graph, std::vector<std::string>& problems) {
  Builder builder(graph);
  const std::size_t first = graph.items.size();
  int block = 0;
  for (Document::Id id = 0; id < document.size(); ++id) {
    if (document[id].name != "script" || !is_json_ld(document.attribute(id, "type"))) continue;
    ++block;
    if (trim(document[id].text).empty()) continue;
    if (const auto value = read_block(document[id].text))
      builder.top(*value);
    else
      problems.push_back("JSON-LD block " + std::to_string(block) + " is not JSON");
  }
  builder.resolve_references(first);
}

}  // namespace markhound::crawler::html
