#include "crawler/platforms/product.h"

#include <algorithm>
#include <array>

#include "crawler/html/text.h"
#include "crawler/platforms/main_product.h"
#include "crawler/platforms/offer.h"

namespace markhound::crawler {
namespace {

using html::Graph;
using html::Item;
using html::Property;

/// A name that may be a text or a thing with a name: brand, seller, manufacturer.
std::string named(const Graph& graph, const Item& item, std::string_view property) {
  for (const Property& value : item.properties) {
    if (value.name != property) continue;
    const Item* thing = graph.item(value);
    const std::string_view name = thing ? thing->text("name") : html::trim(value.text);
    if (!name.empty()) return html::collapse(html::unescaped(name));
  }
  return {};
}

std::string first_of(const Item& item, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const auto text = item.text(name); !text.empty()) return html::collapse(html::unescaped(text));
  return {};
}

std::string gtin_of(const Item& item) {
  return first_of(item, {"gtin", "gtin13", "gtin12", "gtin14", "gtin8", "ean", "isbn"});
}

void add_image(const OpenedPage& page, std::string_view reference, std::vector<std::string>& images) {
  const auto url = page.absolute(reference);
  if (url && std::find(images.begin(), images.end(), *url) == images.end()) images.push_back(*url);
}

std::vector<std::string> images_of(const Graph& graph, const Item& item, const OpenedPage& page) {
  constexpr std::size_t most = 100;
  std::vector<std::string> images;
  for (const Property& value : item.properties) {
    if (value.name != "image" || images.size() >= most) continue;
    if (const Item* picture = graph.item(value)) {
      const std::string url = first_of(*picture, {"contentUrl", "url", "image"});
      add_image(page, url.empty() ? picture->id : url, images);
    } else {
      add_image(page, value.text, images);
    }
  }
  return images;
}

/// "Shoes > Boots" of a category given as a text, a list, or a thing with a name.
std::string category_of(const Graph& graph, const Item& item) {
  std::string category = named(graph, item, "category");
  if (category.starts_with("http")) category.clear();
  return category;
}

/// The trail of a BreadcrumbList, without the last step where that is the thing itself.
std::string trail_of(const Graph& graph, const std::string& title) {
  for (const Item& list : graph.items) {
    if (!list.is("BreadcrumbList")) continue;
    std::vector<std::string> steps;
    for (const Property& value : list.properties) {
      const Item* step = value.name == "itemListElement" ? graph.item(value) : nullptr;
      if (!step) continue;
      std::string name = first_of(*step, {"name"});
      if (name.empty()) name = named(graph, *step, "item");
      if (!name.empty() && name != title) steps.push_back(name);
    }
    std::string trail;
    for (const std::string& step : steps) trail += (trail.empty() ? "" : " > ") + step;
    if (!trail.empty()) return trail;
  }
  return {};
}

void read_identifiers(const Graph& graph, const Item& item, Listing& listing) {
  if (listing.sku.empty()) listing.sku = first_of(item, {"sku"});
  if (listing.gtin.empty()) listing.gtin = gtin_of(item);
  if (listing.mpn.empty()) listing.mpn = first_of(item, {"mpn"});
  if (listing.brand.empty()) listing.brand = named(graph, item, "brand");
  if (listing.id.empty()) listing.id = first_of(item, {"productID", "identifier", "productId"});
}

}  // namespace

Listing read_product(const Graph& graph, const OpenedPage& page) {
  Listing listing;
  const Item* item = main_product(graph, page);
  if (!item) return listing;
  listing.title = first_of(*item, {"name", "headline"});
  listing.description = first_of(*item, {"description"});
  if (const auto url = page.absolute(item->text("url"))) listing.url = *url;
  read_identifiers(graph, *item, listing);
  listing.images = images_of(graph, *item, page);
  listing.category = category_of(graph, *item);
  if (listing.category.empty()) listing.category = trail_of(graph, listing.title);
  const Item* variant = variant_for(graph, *item, page);
  if (variant) {
    read_identifiers(graph, *variant, listing);
    if (listing.images.empty()) listing.images = images_of(graph, *variant, page);
  }
  read_offer(graph, *item, page, listing);
  if (variant && listing.price.empty()) read_offer(graph, *variant, page, listing);
  if (listing.brand.empty()) listing.brand = named(graph, *item, "manufacturer");
  return listing;
}

std::vector<std::string> listed_urls(const Graph& graph, const OpenedPage& page) {
  std::vector<std::string> urls;
  const auto add = [&](std::string_view reference) { add_image(page, reference, urls); };
  for (const Item& item : graph.items) {
    if (!item.is("ItemList") && !item.is("OfferCatalog")) continue;
    for (const Property& value : item.properties) {
      if (value.name != "itemListElement" && value.name != "itemOffered") continue;
      const Item* element = graph.item(value);
      if (!element) {
        add(value.text);
        continue;
      }
      const Item* thing = graph.item(*element, "item");
      add(element->text("url"));
      if (thing)
        add(thing->text("url").empty() ? std::string_view(thing->id) : thing->text("url"));
      else
        add(element->text("item"));
    }
  }
  return urls;
}

}  // namespace markhound::crawler
