// A search as a target: what is asked of which platform, in one textual form.
#pragma once

#include <cstddef>
#include <string>

#include "core/result.h"

namespace markhound::crawler {

/// "search:ebay?q=nordfjell%20lamp&market=US&limit=200", "search:shopify?shop=https%3A%2F%2Fshop.example&q=lamp".
struct Search {
  std::string platform;     ///< in the table of interfaces (interface.h)
  std::string query;        ///< key words; empty only for a shop: its whole catalogue
  std::string market;       ///< ISO 3166 in capitals; empty: the platform's own
  std::string shop;         ///< origin, for platforms that are many shops; empty for the others
  std::size_t limit = 200;  ///< most listings taken, 1 to 10,000

  bool operator==(const Search&) const = default;
};

/// Whether the target is meant as a search: it begins with "search:".
bool is_search(const std::string& target);

/// Strict: a parameter that is unknown, given twice, or of another form than above is a Problem that names it.
Result<Search> parse_search(const std::string& target);

/// The one form that parse_search reads back; parameters in the order above, the default limit left out.
std::string to_target(const Search& search);

}  // namespace markhound::crawler
