// Where things stand on a page: near its heading, in its main part, or among menus and other people's goods.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/platforms/opened_page.h"

namespace markhound::crawler {

/// Computed once a page, linear in it; `page` must outlive it.
class Layout {
 public:
  using Id = html::Document::Id;

  explicit Layout(const OpenedPage& page);

  const html::Document& document() const { return page_.document; }
  const OpenedPage& page() const { return page_; }

  /// Bytes of text in the subtree, blanks and scripts included: cheap to ask before building a text.
  std::uint32_t text_bytes(Id id) const { return text_bytes_[id]; }

  /// In a menu, a footer, a list of related goods, a review, a basket: not about this listing.
  bool aside(Id id) const { return aside_[id]; }

  /// Nodes between the heading and `id`; negative before the heading. 0 everywhere on a page without a heading.
  std::int64_t after_heading(Id id) const;

  /// class, id, itemprop and data-test names of the element, lower case, clipped: what its author calls it.
  std::string names(Id id) const;

  /// The names of the element and of `levels` above it.
  std::string names_around(Id id, int levels) const;

 private:
  bool is_aside(Id id) const;

  const OpenedPage& page_;
  std::vector<std::uint32_t> text_bytes_;
  std::vector<bool> aside_;
};

/// Whether `names` holds any of the words (substrings, as classes are compounds).
template <class Words>
bool holds_any(std::string_view names, const Words& words) {
  for (const std::string_view word : words)
    if (names.find(word) != names.npos) return true;
  return false;
}

}  // namespace markhound::crawler
