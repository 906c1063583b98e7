// JSON-LD 1.1 as far as listings use it: graphs, arrays, lists of types, references by @id. No context is fetched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crawler/html/document.h"
#include "crawler/html/item.h"

namespace markhound::crawler::html {

/// Adds the items of all <script type="application/ld+json"> to `graph`. A block that is no JSON even after repair is
/// named in `problems` ("block 2: …"), and the others are read.
void read_json_ld(const Document& document, Graph& graph, std::vector<std::string>& problems);

}  // namespace markhound::crawler::html
