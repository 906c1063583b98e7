// The few selectors that page readers need.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "crawler/html/document.h"

namespace markhound::crawler::html {

/// The first element that has the attribute with that very value; none where there is none.
Document::Id find(const Document& document, std::string_view attribute, std::string_view value);

/// The first element with one of the ids that has visible text; its text, or empty.
std::string text_of(const Document& document, std::initializer_list<std::string_view> ids);

/// The first element of the class (one word of it); none where there is none.
Document::Id find_class(const Document& document, std::string_view word, Document::Id from = 0);

}  // namespace markhound::crawler::html
