#include "crawler/platforms/main_product.h"

#include <algorithm>
#include <array>
#include <set>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using html::Graph;
using html::Item;
using html::Property;

/// Items that are the value of a property which says "another thing than this".
std::set<const Item*> related(const Graph& graph) {
  constexpr std::array<std::string_view, 9> names{"isRelatedTo",     "isSimilarTo", "itemListElement",
                                                  "hasVariant",      "review",      "isAccessoryOrSparePartFor",
                                                  "isConsumableFor", "isVariantOf", "itemReviewed"};
  std::set<const Item*> found;
  for (const Item& item : graph.items)
    for (const Property& value : item.properties) {
      const Item* thing = graph.item(value);
      if (!thing || std::find(names.begin(), names.end(), value.name) == names.end()) continue;
      found.insert(thing);
      if (const Item* inner = graph.item(*thing, "item")) found.insert(inner);
    }
  return found;
}

bool has_offer(const Item& item) {
  return std::any_of(item.properties.begin(), item.properties.end(),
                     [](const Property& value) { return value.name == "offers" || value.name == "price"; });
}

/// One name holds the other: titles add the shop, names add the variant.
bool alike(const std::string& a, const std::string& b) {
  return a.size() > 3 && b.size() > 3 && (a.find(b) != a.npos || b.find(a) != b.npos);
}

int score(const Item& item, const OpenedPage& page, const std::set<const Item*>& others) {
  const std::string name = html::folded(html::collapse(item.text("name")));
  const std::string heading = html::folded(page.heading_text);
  const std::string title = html::folded(page.metadata.title);
  int points = 0;
  if (has_offer(item)) points += 4;
  if (item.is("Product") || item.is("ProductGroup")) points += 2;
  if (!item.nested) points += 1;
  if (alike(name, heading) || alike(title, name)) points += 4;
  if (const auto url = page.absolute(item.text("url")); url && *url == page.url) points += 2;
  if (others.contains(&item)) points -= 8;
  return points;
}

}  // namespace

bool is_sold(const Item& item) {
  constexpr std::array<std::string_view, 10> types{"Product",      "ProductGroup", "ProductModel", "IndividualProduct",
                                                   "SomeProducts", "Vehicle",      "Car",          "Motorcycle",
                                                   "Boat",         "Offer"};
  if (std::any_of(types.begin(), types.end(), [&](auto type) { return item.is(type); }))
    return !item.is("Offer") || !item.nested;
  constexpr std::array<std::string_view, 8> sold_with_offers{"Book", "MusicAlbum", "Movie",   "SoftwareApplication",
                                                             "Game", "VideoGame",  "Service", "CreativeWork"};
  return has_offer(item) &&
         std::any_of(sold_with_offers.begin(), sold_with_offers.end(), [&](auto type) { return item.is(type); });
}

const Item* main_product(const Graph& graph, const OpenedPage& page) {
  const auto others = related(graph);
  const Item* best = nullptr;
  int most = 0;
  int alike_count = 0;
  for (const Item& item : graph.items) {
    if (!is_sold(item)) continue;
    const int points = score(item, page, others);
    if (points == most) ++alike_count;
    if (points <= most) continue;
    most = points;
    alike_count = 1;
    best = &item;
  }
  constexpr int many = 4;
  const bool named = best && alike(html::folded(html::collapse(best->text("name"))),
                                   html::folded(page.heading_text + " " + page.metadata.title));
  return alike_count >= many && !named ? nullptr : best;
}

const Item* variant_for(const Graph& graph, const Item& group, const OpenedPage& page) {
  const Item* first = nullptr;
  for (const Property& value : group.properties) {
    const Item* variant = value.name == "hasVariant" || value.name == "model" ? graph.item(value) : nullptr;
    if (!variant) continue;
    if (!first) first = variant;
    const auto url = page.absolute(variant->text("url"));
    const std::string_view sku = variant->text("sku");
    if ((url && *url == page.url) || (sku.size() > 3 && page.url.find(sku) != page.url.npos)) return variant;
  }
  return first;
}

}  // namespace markhound::crawler
