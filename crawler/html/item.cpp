#include "crawler/html/item.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crawler/html/text.h"

namespace markhound::crawler::html {

bool Item::is(std::string_view type) const { return std::find(types.begin(), types.end(), type) != types.end(); }

std::string_view Item::text(std::string_view name) const {
  for (const Property& property : properties)
    if (property.name == name && !trim(property.text).empty()) return trim(property.text);
  return {};
}

const Item* Graph::item(const Item& of, std::string_view name) const {
  for (const Property& property : of.properties)
    if (property.name == name && property.item < items.size()) return &items[property.item];
  return nullptr;
}

std::string schema_name(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 19> good_relations{{
      {"Offering", "Offer"},
      {"ProductOrService", "Product"},
      {"ProductOrServiceModel", "ProductModel"},
      {"ProductOrServicesSomeInstancesPlaceholder", "Product"},
      {"SomeItems", "SomeProducts"},
      {"Individual", "IndividualProduct"},
      {"BusinessEntity", "Organization"},
      {"legalName", "name"},
      {"hasPriceSpecification", "priceSpecification"},
      {"hasCurrencyValue", "price"},
      {"hasMinCurrencyValue", "minPrice"},
      {"hasCurrency", "priceCurrency"},
      {"hasMPN", "mpn"},
      {"hasEAN_UCC-13", "gtin13"},
      {"hasGTIN-14", "gtin14"},
      {"hasStockKeepingUnit", "sku"},
      {"hasManufacturer", "manufacturer"},
      {"hasBrand", "brand"},
      {"includes", "itemOffered"},
  }};
  name = trim(name);
  const std::size_t cut = name.find_last_of("/#:");
  if (cut != name.npos) name.remove_prefix(cut + 1);
  for (const auto& [theirs, ours] : good_relations)
    if (theirs == name) return std::string(ours);
  return std::string(name);
}

}  // namespace markhound::crawler::html
