#include "crawler/platforms/layout.h"

#include <algorithm>
#include <array>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

constexpr std::array<std::string_view, 36> other_parts{
    "related",     "recommend",   "similar",     "upsell",      "up-sell",      "crosssell",
    "cross-sell",  "also-",       "alsobought",  "alsoviewed",  "also_",        "sponsored",
    "recently",    "last-viewed", "footer",      "minicart",    "mini-cart",    "basket-",
    "cart-drawer", "cookie",      "newsletter",  "review",      "comment",      "megamenu",
    "main-menu",   "breadcrumb",  "navigation",  "productcard", "product-card", "teaser",
    "suggest",     "bestseller-", "accessories", "compare-",    "frequently",   "bundle",
};

}  // namespace

Layout::Layout(const OpenedPage& page) : page_(page) {
  const html::Document& document = page.document;
  text_bytes_.resize(document.size());
  aside_.resize(document.size());
  for (Id id = document.size(); id-- > 0;) {
    const auto& node = document[id];
    if (node.name.empty()) text_bytes_[id] = static_cast<std::uint32_t>(node.text.size());
    if (node.parent != html::Document::none && node.name != "script" && node.name != "noscript")
      text_bytes_[node.parent] += text_bytes_[id];
  }
  for (Id id = 0; id < document.size(); ++id) {
    const Id parent = document[id].parent;
    aside_[id] = (parent != html::Document::none && aside_[parent]) || is_aside(id);
  }
}

bool Layout::is_aside(Id id) const {
  const auto& node = document()[id];
  if (node.name.empty() || node.name == "body" || node.name == "html") return false;
  const bool holds_heading = id <= page_.heading && page_.heading < node.end;
  if (page_.heading != html::Document::none && holds_heading) return false;
  if (node.name == "footer" || node.name == "nav" || node.name == "aside" || node.name == "header") return true;
  return holds_any(names(id), other_parts);
}

std::int64_t Layout::after_heading(Id id) const {
  if (page_.heading == html::Document::none) return 0;
  return static_cast<std::int64_t>(id) - static_cast<std::int64_t>(page_.heading);
}

std::string Layout::names(Id id) const {
  constexpr std::size_t longest = 240;
  std::string names;
  for (const auto* attribute = document().begin_attributes(id); attribute != document().end_attributes(id);
       ++attribute) {
    const std::string_view key = attribute->name;
    if (key != "class" && key != "id" && key != "itemprop" && key != "name" && !key.starts_with("data-test") &&
        !key.starts_with("data-qa") && key != "data-hook" && key != "data-automation")
      continue;
    names += ' ';
    names += html::clipped(attribute->value, longest);
  }
  return html::lowered(names);
}

std::string Layout::names_around(Id id, int levels) const {
  std::string names;
  for (; id != html::Document::none && levels >= 0; id = document()[id].parent, --levels) names += this->names(id);
  return names;
}

}  // namespace markhound::crawler
