// RDFa 1.1 as far as listings use it: Lite (vocab, typeof, property, resource, prefix), and rel with about,
// href, src and content of the full one, for GoodRelations.
#pragma once

#include "crawler/html/document.h"
#include "crawler/html/item.h"

namespace markhound::crawler::html {

/// Adds the page's typed things to `graph` in document order. Values are as written, not yet absolute.
void read_rdfa(const Document& document, Graph& graph);

}  // namespace markhound::crawler::html
