#include "crawler/html/rdfa.h"

#include <map>

#include "crawler/html/microdata.h"
#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

using Id = Document::Id;

/// Names that stand in `property` on any page without being about a thing: Open Graph's are read as metadata.
bool is_metadata(std::string_view name) {
  for (const std::string_view prefix : {"og:", "fb:", "twitter:", "product:", "article:", "al:", "book:", "place:"})
    if (name.starts_with(prefix)) return true;
  return false;
}

class Reader {
 public:
  Reader(const Document& document, Graph& graph) : document_(document), graph_(graph) {}

  void run() {
    for (Id id = 0; id < document_.size(); ++id) {
      while (!scopes_.empty() && id >= scopes_.back().end) scopes_.pop_back();
      if (!document_[id].name.empty()) element(id);
    }
  }

 private:
  /// The element in whose subtree a subject, or a relation waiting for one, holds.
  struct Scope {
    Id end;
    std::size_t item;      ///< the subject
    std::string relation;  ///< of a `rel` without a resource: things below are its values
  };

  void element(Id id) {
    const auto types = words_of(document_.attribute(id, "typeof"));
    const auto properties = names_in(document_.attribute(id, "property"));
    const auto relations = names_in(document_.attribute(id, "rel"));
    if (!types.empty()) return typed(id, types, properties, relations);
    if (scopes_.empty()) return about(id, properties, relations);
    const std::size_t subject = scopes_.back().item;
    for (const std::string& name : properties) add(subject, {name, value(id), Property::no_item});
    for (const std::string& name : relations) relate(id, subject, name);
  }

  /// Statements about a thing named by `about` that has no type here add to the thing of that name, if it is known.
  void about(Id id, const std::vector<std::string>& properties, const std::vector<std::string>& relations) {
    const auto found = by_name_.find(std::string(trim(document_.attribute(id, "about"))));
    if (found == by_name_.end()) return;
    for (const std::string& name : properties) add(found->second, {name, value(id), Property::no_item});
    for (const std::string& name : relations) relate(id, found->second, name);
  }

  void typed(Id id, const std::vector<std::string_view>& types, const std::vector<std::string>& properties,
             const std::vector<std::string>& relations) {
    const std::size_t item = graph_.items.size();
    Item thing;
    for (const auto type : types) thing.types.push_back(schema_name(type));
    for (const char* key : {"resource", "about", "href", "src"})
      if (thing.id.empty()) thing.id = trim(document_.attribute(id, key));
    if (!thing.id.empty()) by_name_.try_emplace(thing.id, item);
    graph_.items.push_back(std::move(thing));
    if (!scopes_.empty()) {
      const Scope outer = scopes_.back();
      for (const std::string& name : properties) own(outer.item, name, item);
      for (const std::string& name : relations) own(outer.item, name, item);
      if (properties.empty() && relations.empty() && !outer.relation.empty()) own(outer.item, outer.relation, item);
    }
    scopes_.push_back({document_[id].end, item, {}});
  }

  void own(std::size_t subject, const std::string& name, std::size_t item) {
    graph_.items[item].nested = true;
    add(subject, {name, "", item});
  }

  void relate(Id id, std::size_t subject, const std::string& name) {
    for (const char* key : {"resource", "href", "src"})
      if (const auto target = trim(document_.attribute(id, key)); !target.empty())
        return add(subject, {name, std::string(target), Property::no_item});
    scopes_.push_back({document_[id].end, subject, name});
  }

  std::string value(Id id) const {
    if (document_.has_attribute(id, "content")) return collapse(document_.attribute(id, "content"));
    for (const char* key : {"resource", "href", "src"})
      if (const auto target = trim(document_.attribute(id, key)); !target.empty()) return std::string(target);
    return property_value(document_, id);
  }

  std::vector<std::string> names_in(std::string_view words) const {
    std::vector<std::string> names;
    for (const auto word : words_of(words))
      if (!is_metadata(word)) names.push_back(schema_name(word));
    return names;
  }

  void add(std::size_t item, Property property) { graph_.items[item].properties.push_back(std::move(property)); }

  const Document& document_;
  Graph& graph_;
  std::vector<Scope> scopes_;
  std::map<std::string, std::size_t> by_name_;
};

}  // namespace

void read_rdfa(const Document& document, Graph& graph) { Reader(document, graph).run(); }

}  // namespace markhound::crawler::html
