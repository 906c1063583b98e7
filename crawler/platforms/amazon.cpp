// Amazon gives no structured data to a browser; its elements have had stable ids for more than ten years.
#include <array>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "crawler/address/url.h"
#include "crawler/html/select.h"
#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/platform_page.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/site.h"
#include "crawler/platforms/state.h"

namespace markhound::crawler {
namespace {

using html::Document;
using enum Notice::Says;
using enum Notice::Part;

constexpr std::array notices{
    Notice{check, title, "robot check"},
    Notice{check, text, "enter the characters you see below"},
    Notice{check, text, "click the button below to continue shopping"},
    Notice{check, text, "to discuss automated access to amazon data"},
    Notice{check, address, "/errors/validatecaptcha"},
    Notice{login, address, "/ap/signin"},
    Notice{login, id, "ap_email"},
    Notice{gone, title, "page not found"},
    Notice{gone, title, "seite nicht gefunden"},
    Notice{gone, title, "document not found"},
    Notice{gone, text, "looking for something?"},
    Notice{gone, text, "suchen sie bestimmte informationen?"},
    Notice{gone, text, "the web address you entered is not a functioning page"},
};

constexpr std::string_view road =
    "open the page in your own browser, save it (or record a WARC of it), and scan the file; sellers in Amazon's Brand "
    "Registry have its own report tool";

bool is_asin(std::string_view text) {
  constexpr std::size_t length = 10;
  return text.size() == length && text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
}

/// Also of a sponsored link, whose real address is percent-encoded in its query.
std::string asin_in(std::string_view address) {
  for (const std::string_view marker : {"/dp/", "/gp/product/", "/gp/aw/d/", "%2Fdp%2F"})
    if (const std::size_t at = address.find(marker); at != address.npos) {
      const std::string_view rest = address.substr(at + marker.size());
      if (const auto asin = rest.substr(0, rest.find_first_of("/?#&%")); is_asin(asin)) return std::string(asin);
    }
  return {};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string asin = host.find("amazon.") == host.npos ? std::string{} : asin_in(url);
  return asin.empty() ? std::string{} : "https://" + host + "/dp/" + asin;
}

std::string asin_of(const OpenedPage& page) {
  const Document::Id field = html::find(page.document, "id", "ASIN");
  if (field != Document::none)
    if (const auto asin = html::trim(page.document.attribute(field, "value")); !asin.empty()) return std::string(asin);
  for (const std::string_view address : {std::string_view(page.metadata.canonical), std::string_view(page.base)})
    if (std::string asin = asin_in(address); !asin.empty()) return asin;
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

/// The gallery's largest pictures stand in a script; the main one also on its element, with smaller ones as a JSON
/// object of address -> [width, height].
std::vector<std::string> images_of(const OpenedPage& page) {
  const State gallery = find_state(page, {"colorImages"});
  std::vector<std::string> images;
  for (const State& picture : gallery.all("initial.*", 40))
    for (std::string& url : absolute_all(page, {picture.text({"hiRes", "large", "thumb"})}))
      images.push_back(std::move(url));
  if (!images.empty()) return images;
  const Document::Id main = html::find(page.document, "id", "landingImage");
  if (main == Document::none) return images;
  if (const auto url = page.absolute(page.document.attribute(main, "data-old-hires"))) return {*url};
  std::uint64_t largest = 0;
  const auto sizes = nlohmann::json::parse(page.document.attribute(main, "data-a-dynamic-image"), nullptr, false);
  if (sizes.is_object())
    for (const auto& [address, size] : sizes.items()) {
      const std::uint64_t width =
          size.is_array() && !size.empty() && size[0].is_number_unsigned() ? size[0].get<std::uint64_t>() : 1;
      const auto url = page.absolute(address);
      if (!url || width <= largest) continue;
      largest = width;
      images = {*url};
    }
  return images;
}

/// The seller's page by its number, which stands in the link on its name.
std::string seller_url_of(const OpenedPage& page) {
  const Document::Id link = html::find(page.document, "id", "sellerProfileTriggerId");
  const std::string_view href = link == Document::none ? std::string_view{} : page.document.attribute(link, "href");
  const std::string number = part_after(href, "seller=");
  return number.empty() ? std::string{} : "https://" + host_of(page.base) + "/sp?seller=" + number;
}

/// "Colour: Pear wood" and the like: name and chosen value of each row of the chooser.
std::vector<std::string> variants_of(const OpenedPage& page) {
  std::vector<std::string> variants;
  for (const State& dimension : {find_state(page, {"variationValues"})})
    for (const char* name : {"color_name", "size_name", "style_name", "pattern_name", "material_type", "flavor_name"})
      add_variant(variants, std::string(name).substr(0, std::string_view(name).find('_')),
                  dimension.texts(std::string(name) + ".*"));
  return variants;
}

Listing read_amazon(const OpenedPage& page) {
  Listing own;
  own.platform = "amazon";
  own.id = own.sku = asin_of(page);
  own.title = html::text_of(page.document, {"productTitle", "ebooksProductTitle", "title"});
  own.url = item_address(page.base);
  own.brand = brand_of(page);
  if (const auto money = price_of(page)) {
    own.price = *money;
    own.price_to = upper_end(money->text, "", page.country).value_or(Money{});
  }
  own.availability =
      availability_in(html::text_of(page.document, {"availability", "outOfStock", "availability_feature_div"}));
  own.seller = seller_of(page);
  own.seller_url = seller_url_of(page);
  own.images = images_of(page);
  own.variants = variants_of(page);
  own.description = html::text_of(page.document, {"feature-bullets", "productDescription"});
  return own;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "amazon"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  if (opened.country.empty()) opened.country = "US";  // amazon.com
  return read_platform_page(opened, read_amazon(opened), {item_address, notices, road});
}

std::string search_url(const std::string& query) { return with_query("https://www.amazon.com/s?k=", query); }

}  // namespace

extern const Platform amazon{"amazon", accepts, parse_page, search_url};

}  // namespace markhound::crawler
