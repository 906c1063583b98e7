// Feeds: RSS 2.0, RSS 1.0 and Atom, and the product feeds of Google's Merchant Center, which are one of these with
// elements of the namespace http://base.google.com/ns/1.0, or a table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/problem.h"

namespace markhound::crawler {

/// The fields of an item as the feed has them, in its order, blanks around them taken off.
struct FeedItem {
  std::vector<std::pair<std::string, std::string>> fields;  ///< local name in lower case, and text

  /// The first of that name, or empty.
  const std::string& operator[](std::string_view name) const;
};

struct Feed {
  bool merchant = false;  ///< its items are goods on sale, not articles
  std::vector<FeedItem> items;
  std::vector<Problem> problems;
};

/// Nothing where the text is no XML whose root is rss, feed or RDF. At most 100,000 items. XML that declares entities
/// is refused with a problem, as no feed needs one; nothing is ever loaded from outside. XML that breaks off gives the
/// items before the break.
std::optional<Feed> parse_xml_feed(std::string_view text, const std::string& url);

/// A table parted by tabs, commas or semicolons (RFC 4180 quoting), whose first line names at least title and link:
/// a Merchant feed. Nothing for any other text.
std::optional<Feed> parse_table_feed(std::string_view text, const std::string& url);

/// The addresses of a table with a column named url, link, loc or address; nothing where its first line names none.
std::optional<std::vector<std::string>> url_column(std::string_view text);

/// Whether the prolog declares an entity (<!ENTITY): the way to bombs and to files of this machine.
bool declares_entities(std::string_view xml);

}  // namespace markhound::crawler
