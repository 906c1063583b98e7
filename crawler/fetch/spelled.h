// Finds a text in another however its bytes are spelled there: as they are, or as URLs, JSON and HTML write them.
#pragma once

#include <string>
#include <string_view>

namespace markhound::crawler {

/// Whether `text` holds `needle`, each byte of it plain or as %2F, "+" (a blank), \/ and \u002f, &amp; &quot; &lt; &gt;
/// &#47; or &#x2F;. `needle` may not be empty.
bool spelled_in(std::string_view text, std::string_view needle);

/// The text with `to` in the place of every such spelling of `needle`.
std::string spelled_replaced(std::string_view text, std::string_view needle, std::string_view to);

}  // namespace markhound::crawler
