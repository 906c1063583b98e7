// HTML microdata (HTML section 5): items, nested scopes, itemref.
#pragma once

#include "crawler/html/document.h"
#include "crawler/html/item.h"

namespace markhound::crawler::html {

/// Adds the page's items to `graph` in document order. URLs are as written, not yet absolute. Linear in the page: an
/// itemref may name each place only so often.
void read_microdata(const Document& document, Graph& graph);

/// The value of a property at this element (HTML section 5.2.4), `content` first as shops use it on any element.
std::string property_value(const Document& document, Document::Id id);

}  // namespace markhound::crawler::html
