#include "crawler/html/select.h"

#include <algorithm>

#include "crawler/html/text.h"

namespace markhound::crawler::html {

Document::Id find(const Document& document, std::string_view attribute, std::string_view value) {
  for (Document::Id id = 0; id < document.size(); ++id)
    if (document[id].attributes > 0 && document.attribute(id, attribute) == value) return id;
  return Document::none;
}

std::string text_of(const Document& document, std::initializer_list<std::string_view> ids) {
  for (const std::string_view name : ids) {
    const Document::Id id = find(document, "id", name);
    if (id == Document::none) continue;
    if (std::string text = document.visible_text(id, 1000); !text.empty()) return text;
  }
  return {};
}

Document::Id find_class(const Document& document, std::string_view word, Document::Id from) {
  for (Document::Id id = from; id < document.size(); ++id) {
    if (document[id].attributes == 0) continue;
    const auto words = words_of(document.attribute(id, "class"));
    if (std::find(words.begin(), words.end(), word) != words.end()) return id;
  }
  return Document::none;
}

}  // namespace markhound::crawler::html
