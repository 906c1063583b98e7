// Amazon gives no structured data to a browser; its elements have had stable ids for more than ten years.
#include <algorithm>
#include <array>
#include <map>

#include <nlohmann/json.hpp>

#include "crawler/html/select.h"
#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/site.h"

namespace markhound::crawler {
namespace {

using html::Document;

std::string asin_of(const OpenedPage& page) {
  const Document::Id field = html::find(page.document, "id", "ASIN");
  if (field != Document::none)
    if (const auto asin = html::trim(page.document.attribute(field, "value")); !asin.empty()) return std::string(asin);
  constexpr std::size_t length = 10;
  for (const std::string_view marker : {"/dp/", "/gp/product/", "/gp/aw/d/"})
    for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.url)})
      if (const std::size_t at = address.find(marker); at != address.npos)
        if (const auto asin = address.substr(at + marker.size(), length); asin.size() == length)
          return std::string(asin);
  return {};
}

/// "Visit the Acme Store", "Brand: Acme", "Besuchen Sie den Acme-Store", "by Acme".
std::string brand_of(const OpenedPage& page) {
  std::string line = html::text_of(page.document, {"bylineInfo", "brand"});
  if (const std::size_t colon = line.find(": "); colon != line.npos && colon < 24) return line.substr(colon + 2);
  struct Frame {
    std::string_view before;
    std::string_view after;
  };
  constexpr std::array frames{Frame{"Visit the ", " Store"},     Frame{"Besuchen Sie den ", "-Store"},
                              Frame{"Visiter la boutique ", ""}, Frame{"Visita la tienda de ", ""},
                              Frame{"Visita lo Store di ", ""},  Frame{"Bezoek de ", "-winkel"},
                              Frame{"Visite a loja ", ""},       Frame{"Odwiedź sklep ", ""},
                              Frame{"Besök ", "-butiken"},       Frame{"", "のストアを表示"}};
  for (const auto& [before, after] : frames)
    if (line.starts_with(before) && line.ends_with(after) && line.size() > before.size() + after.size())
      return line.substr(before.size(), line.size() - before.size() - after.size());
  return {};
}

std::optional<Money> price_of(const OpenedPage& page) {
  const std::string text = html::text_of(
      page.document, {"priceblock_dealprice", "priceblock_saleprice", "priceblock_ourprice", "price_inside_buybox",
                      "newBuyBoxPrice", "priceblock_pospromoprice", "kindle-price"});
  if (auto money = read_money(text, "", page.country)) return money;
  for (const char* box : {"corePrice_feature_div", "corePriceDisplay_desktop_feature_div", "corePrice_desktop",
                          "apex_desktop", "buybox", "tmmSwatches"}) {
    const Document::Id id = html::find(page.document, "id", box);
    if (id == Document::none) continue;
    const Document::Id price = html::find_class(page.document, "a-offscreen", id);
    if (price >= page.document[id].end) continue;
    if (auto money = read_money(page.document.text(price, 60), "", page.country); money && !money->currency.empty())
      return money;
  }
  return std::nullopt;
}

std::string seller_of(const OpenedPage& page) {
  const std::string name = html::text_of(page.document, {"sellerProfileTriggerId", "merchantInfoFeature_feature_div"});
  if (!name.empty()) return std::string(html::clipped(name, 80));
  const std::string line = html::text_of(page.document, {"merchant-info"});
  for (const std::string_view before :
       {"sold by ", "Sold by ", "Verkauf und Versand durch ", "vendu par ", "Verkauf durch "})
    if (const std::size_t at = line.find(before); at != line.npos) {
      const std::size_t end = line.find(". ", at);
      std::string seller = line.substr(at + before.size(), end == line.npos ? end : end - at - before.size());
      if (seller.ends_with('.')) seller.pop_back();
      return seller;
    }
  return {};
}

/// data-a-dynamic-image is a JSON object of address -> [width, height].
std::vector<std::string> images_of(const OpenedPage& page) {
  std::vector<std::string> images;
  const Document::Id main = html::find(page.document, "id", "landingImage");
  if (main == Document::none) return images;
  if (const auto url = page.absolute(page.document.attribute(main, "data-old-hires"))) images.push_back(*url);
  const auto sizes = nlohmann::json::parse(page.document.attribute(main, "data-a-dynamic-image"), nullptr, false);
  if (images.empty() && sizes.is_object())
    for (const auto& [address, size] : sizes.items())
      if (const auto url = page.absolute(address)) images.push_back(*url);
  return images;
}

Listing read_amazon(const OpenedPage& page) {
  Listing own;
  own.platform = "amazon";
  own.id = own.sku = asin_of(page);
  own.title = html::text_of(page.document, {"productTitle", "ebooksProductTitle", "title"});
  own.brand = brand_of(page);
  if (const auto money = price_of(page)) own.price = *money;
  own.availability =
      availability_in(html::text_of(page.document, {"availability", "outOfStock", "availability_feature_div"}));
  own.seller = seller_of(page);
  own.images = images_of(page);
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "amazon"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  return read_page(opened, read_amazon(opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.amazon.com/s?k=", query); }

}  // namespace

extern const Platform amazon{"amazon", accepts, parse_page, search_url};

}  // namespace markhound::crawler
