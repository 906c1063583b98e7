#include "crawler/html/metadata.h"

#include <algorithm>

#include "crawler/html/text.h"

namespace markhound::crawler::html {
namespace {

bool is_canonical(std::string_view rel) {
  const auto words = words_of(rel);
  return std::any_of(words.begin(), words.end(), [](auto word) { return equal_ignoring_case(word, "canonical"); });
}

void read_meta(const Document& document, Document::Id id, Metadata& into) {
  const std::string content = collapse(document.attribute(id, "content"));
  if (content.empty()) return;
  for (const char* key : {"property", "name"})
    if (const auto name = document.attribute(id, key); !name.empty())
      into.entries.push_back({lowered(trim(name)), content});
}

void read_link(const Document& document, Document::Id id, Metadata& into) {
  if (into.canonical.empty() && is_canonical(document.attribute(id, "rel")))
    into.canonical = trim(document.attribute(id, "href"));
}

}  // namespace

std::string_view Metadata::first(std::string_view name) const {
  for (const Entry& entry : entries)
    if (entry.name == name) return entry.content;
  return {};
}

Metadata read_metadata(const Document& document) {
  Metadata metadata;
  for (Document::Id id = 0; id < document.size(); ++id) {
    const std::string_view name = document[id].name;
    if (name == "meta")
      read_meta(document, id, metadata);
    else if (name == "link")
      read_link(document, id, metadata);
    else if (name == "title" && metadata.title.empty())
      metadata.title = document.text(id, 1000);
    else if (name == "base" && metadata.base.empty())
      metadata.base = trim(document.attribute(id, "href"));
    else if (name == "html" && metadata.language.empty())
      metadata.language = trim(document.attribute(id, "lang"));
  }
  return metadata;
}

}  // namespace markhound::crawler::html
