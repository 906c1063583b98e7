#include "crawler/platforms/offer.h"

#include <algorithm>
#include <vector>

#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
#include "crawler/platforms/currency.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using html::Graph;
using html::Item;
using html::Property;

/// Offers of the item, those inside an AggregateOffer after it.
std::vector<const Item*> offers_of(const Graph& graph, const Item& item) {
  constexpr std::size_t most = 500;
  std::vector<const Item*> offers;
  const auto add_all = [&](const Item& of) {
    for (const Property& value : of.properties)
      if (const Item* offer = value.name == "offers" ? graph.item(value) : nullptr; offer && offers.size() < most)
        offers.push_back(offer);
  };
  if (!item.text("price").empty() || item.is("Offer")) offers.push_back(&item);
  add_all(item);
  const std::size_t direct = offers.size();
  for (std::size_t i = 0; i < direct; ++i)
    if (offers[i] != &item && offers[i]->is("AggregateOffer")) add_all(*offers[i]);
  return offers;
}

std::optional<Money> money(const Item& item, std::string_view price, std::string_view currency,
                           const OpenedPage& page) {
  const std::string_view text = item.text(price);
  std::string_view code = item.text(currency);
  auto found = read_money(text, code, page.country);
  if (!found) return std::nullopt;
  if (!code.empty() && text.find_first_not_of("0123456789.,") == text.npos && !page.country.empty())
    found->text = std::string(text) + " " + std::string(code);
  return found;
}

/// A price that the seller no longer asks.
bool is_crossed_out(const Item& specification) {
  const std::string_view type = specification.text("priceType");
  return type.find("ListPrice") != type.npos || type.find("StrikethroughPrice") != type.npos ||
         type.find("SRP") != type.npos || type.find("MSRP") != type.npos;
}

/// The price of a kilogram or a litre, beside that of the thing.
bool is_by_unit(const Graph& graph, const Item& specification) {
  return !specification.text("referenceQuantity").empty() || graph.item(specification, "referenceQuantity");
}

std::optional<Money> price_of(const Graph& graph, const Item& offer, const OpenedPage& page) {
  if (auto found = money(offer, "price", "priceCurrency", page)) return found;
  for (const Property& value : offer.properties) {
    const Item* specification = value.name == "priceSpecification" ? graph.item(value) : nullptr;
    if (!specification || is_crossed_out(*specification) || is_by_unit(graph, *specification)) continue;
    for (const char* name : {"price", "minPrice"})
      if (auto found = money(*specification, name, "priceCurrency", page)) return found;
  }
  if (auto found = money(offer, "lowPrice", "priceCurrency", page)) return found;
  return money(offer, "highPrice", "priceCurrency", page);
}

std::string name_of(const Graph& graph, const Item& offer, std::string_view property) {
  if (const Item* thing = graph.item(offer, property)) return html::collapse(thing->text("name"));
  const std::string_view text = offer.text(property);
  return text.starts_with("http") ? std::string{} : html::collapse(text);
}

/// Country codes in schema.org's places for where an offer holds.
std::string ships_to(const Graph& graph, const Item& offer) {
  std::string countries;
  const auto add = [&](std::string_view code) {
    if (code.size() != 2) return;
    if (!countries.empty()) countries += ',';
    countries += code;
  };
  if (const Item* details = graph.item(offer, "shippingDetails"))
    if (const Item* destination = graph.item(*details, "shippingDestination")) add(destination->text("addressCountry"));
  if (countries.empty()) add(offer.text("eligibleRegion"));
  return countries;
}

}  // namespace

void read_offer(const Graph& graph, const Item& item, const OpenedPage& page, Listing& listing) {
  const Item* chosen = nullptr;
  std::optional<Money> price;
  std::string availability;
  const std::string local = currency_of(page.country);
  for (const Item* offer : offers_of(graph, item)) {
    const std::string here = availability_name(offer->text("availability"));
    auto asked = price_of(graph, *offer, page);
    if (availability.empty() || here == "InStock") availability = here.empty() ? availability : here;
    if (!asked) continue;
    // One currency is the market's own: the others are what a visitor from elsewhere would be asked.
    const bool nearer = price && asked->currency != price->currency && asked->currency == local;
    if (chosen && !nearer && here != "InStock") continue;
    if (chosen && !nearer && availability_name(chosen->text("availability")) != "OutOfStock") continue;
    chosen = offer;
    price = std::move(asked);
  }
  if (listing.availability.empty()) listing.availability = availability;
  if (price && listing.price.empty()) {
    listing.price = *price;
    const auto most = chosen ? money(*chosen, "highPrice", "priceCurrency", page) : std::nullopt;
    if (most && !same_amount(most->amount, price->amount)) listing.price_to = *most;
  }
  if (!chosen) return;
  if (listing.seller.empty()) listing.seller = name_of(graph, *chosen, "seller");
  if (listing.seller.empty()) listing.seller = name_of(graph, *chosen, "offeredBy");
  if (listing.ship_to.empty()) listing.ship_to = ships_to(graph, *chosen);
  for (auto [field, name] : {std::pair{&listing.sku, "sku"}, {&listing.gtin, "gtin13"}, {&listing.mpn, "mpn"}})
    if (field->empty()) *field = html::collapse(chosen->text(name));
}

}  // namespace markhound::crawler
