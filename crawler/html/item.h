// What a page says about things in a vocabulary, whichever of the syntaxes it says it in: JSON-LD, microdata, RDFa.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace markhound::crawler::html {

/// A value is a text, or another item of the same graph.
struct Property {
  static constexpr std::size_t no_item = static_cast<std::size_t>(-1);

  std::string name;  ///< schema.org's name without prefix ("priceCurrency"); GoodRelations is brought to these
  std::string text;
  std::size_t item = no_item;
};

struct Item {
  std::vector<std::string> types;  ///< without prefix: "Product"
  std::string id;                  ///< @id, itemid or resource
  std::vector<Property> properties;
  bool nested = false;  ///< the value of another item's property

  bool is(std::string_view type) const;
  /// The first text of that name that is not blank, or empty.
  std::string_view text(std::string_view name) const;
};

/// Items refer to each other by index, so a circle in the page is no circle in memory.
struct Graph {
  std::vector<Item> items;

  /// The item that `property` holds, or null where it holds a text.
  const Item* item(const Property& property) const {
    return property.item < items.size() ? &items[property.item] : nullptr;
  }
  /// The first item among the values of that name, or null.
  const Item* item(const Item& of, std::string_view name) const;
};

/// The name of a type or property as schema.org has it: prefix and vocabulary dropped, GoodRelations translated
/// ("gr:hasCurrencyValue" -> "price"; The GoodRelations vocabulary, v1.0).
std::string schema_name(std::string_view name);

}  // namespace markhound::crawler::html
