// The page's own <meta>, <link> and <title>: Open Graph, product:, twitter: and the plain names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crawler/html/document.h"

namespace markhound::crawler::html {

struct Metadata {
  struct Entry {
    std::string name;  ///< lower case: "og:title", "product:price:amount", "description"
    std::string content;
  };

  std::vector<Entry> entries;  ///< in the order of the page
  std::string canonical;       ///< href of <link rel=canonical>, as written
  std::string base;            ///< href of <base>, as written
  std::string title;
  std::string language;  ///< of <html lang>, "en-GB"

  /// The first content of that name that is not blank, or empty.
  std::string_view first(std::string_view name) const;
};

Metadata read_metadata(const Document& document);

}  // namespace markhound::crawler::html
