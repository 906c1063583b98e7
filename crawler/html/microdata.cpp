#include "crawler/html/microdata.h"

#include <map>
#include <unordered_map>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

using Id = Document::Id;

class Reader {
 public:
  Reader(const Document& document, Graph& graph)
      : document_(document), graph_(graph), budget_(4ull * document.size()) {}

  void run() {
    for (Id id = 0; id < document_.size(); ++id) {
      if (const auto name = document_.attribute(id, "id"); !name.empty()) ids_.try_emplace(name, id);
      if (document_.has_attribute(id, "itemscope")) begin_item(id);
    }
    for (const auto& [id, item] : scopes_) collect(id, item);
  }

 private:
  void begin_item(Id id) {
    Item item;
    for (const auto type : words_of(document_.attribute(id, "itemtype"))) item.types.push_back(schema_name(type));
    item.id = trim(document_.attribute(id, "itemid"));
    scopes_.emplace(id, graph_.items.size());
    graph_.items.push_back(std::move(item));
  }

  void collect(Id scope, std::size_t item) {
    walk(scope + 1, document_[scope].end, item);
    for (const auto name : words_of(document_.attribute(scope, "itemref"))) {
      const auto found = ids_.find(name);
      if (found == ids_.end() || contains(found->second, scope)) continue;  // an item cannot be inside itself
      walk(found->second, document_[found->second].end, item);
    }
  }

  bool contains(Id outer, Id inner) const { return outer <= inner && inner < document_[outer].end; }

  void walk(Id id, Id end, std::size_t item) {
    while (id < end && budget_ > 0) {
      --budget_;
      const auto nested = scopes_.find(id);
      const bool is_scope = nested != scopes_.end();
      for (const auto name : words_of(document_.attribute(id, "itemprop"))) {
        if (is_scope) graph_.items[nested->second].nested = true;
        add(item, {schema_name(name), is_scope ? "" : property_value(document_, id),
                   is_scope ? nested->second : Property::no_item});
      }
      id = is_scope ? document_[id].end : id + 1;
    }
  }

  void add(std::size_t item, Property property) { graph_.items[item].properties.push_back(std::move(property)); }

  const Document& document_;
  Graph& graph_;
  std::map<Id, std::size_t> scopes_;
  std::unordered_map<std::string_view, Id> ids_;
  std::size_t budget_;
};

}  // namespace

void read_microdata(const Document& document, Graph& graph) { Reader(document, graph).run(); }

std::string property_value(const Document& document, Id id) {
  const std::string_view name = document[id].name;
  const auto attribute = [&](const char* key) { return collapse(document.attribute(id, key)); };
  if (document.has_attribute(id, "content")) return attribute("content");
  for (const char* media : {"img", "audio", "embed", "iframe", "source", "track", "video"})
    if (name == media) return attribute(document.attribute(id, "src").empty() ? "data-src" : "src");
  if (name == "a" || name == "area" || name == "link") return attribute("href");
  if (name == "object") return attribute("data");
  if (name == "data" || name == "meter") return attribute("value");
  if (name == "time" && document.has_attribute(id, "datetime")) return attribute("datetime");
  return document.text(id, 8192);
}

}  // namespace markhound::crawler::html
