// AliExpress: the item is in the state of the page, in one of three generations: window.runParams with "…Module"s, the
// same with "…Component"s, and _init_data_ (or a saved answer of its API) with modules in capitals.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/generic.h"
#include "crawler/platforms/platform_page.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/site.h"
#include "crawler/platforms/state.h"

namespace markhound::crawler {
namespace {

using enum Notice::Says;
using enum Notice::Part;

constexpr std::array notices{
    Notice{check, address, "/_____tmd_____/"},
    Notice{check, address, "/punish"},
    Notice{check, script, "_____tmd_____/punish"},
    Notice{check, title, "captcha interception"},
    Notice{login, address, "login.aliexpress."},
    Notice{login, address, "/account/login"},
    Notice{gone, title, "page not found"},
    Notice{gone, text, "sorry, the page you requested can not be found"},
    Notice{gone, text, "this product is no longer available"},
    Notice{gone, text, "sorry, this item's currently unavailable"},
};

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  if (host.find("aliexpress.") == host.npos) return {};
  for (const char* marker : {"/item/", "/i/"}) {
    std::string_view path(url);
    path = path.substr(0, path.find_first_of("?#"));
    const std::size_t at = path.find(marker);
    const std::size_t last = path.rfind('/');
    if (at == path.npos) continue;
    if (const std::string id = leading_digits(path.substr(last + 1)); id.size() >= 8)
      return "https://" + host + "/item/" + id + ".html";
  }
  return {};
}

void read_price(const State& state, const OpenedPage& page, Listing& own) {
  const std::string currency =
      state.text({"**.GLOBAL_DATA.globalData.currencyCode", "**.currencyComponent.currencyCode", "**.currencyCode"});
  const auto whole = [&](std::initializer_list<std::string_view> paths) {
    return read_money(state.text(paths), currency, page.country);
  };
  // A sale price is asked; where there is none, the price of the list is.
  if (const auto range = whole({"**.PRICE.targetSkuPriceInfo.salePriceString", "**.priceModule.formatedActivityPrice",
                                "**.priceComponent.discountPrice.actCurrencyFormatPrice"})) {
    own.price = *range;
    own.price_to = upper_end(range->text, currency, page.country).value_or(Money{});
    return;
  }
  for (const std::string_view sale :
       {"**.priceComponent.discountPrice", "**.priceModule", "**.priceComponent.origPrice"}) {
    const State prices = state.at(sale);
    for (const auto& [low, high] : {std::pair{"minActivityAmount", "maxActivityAmount"}, {"minAmount", "maxAmount"}}) {
      const auto end = [&](const char* name) {
        const State amount = prices.at(name);
        const std::string code = amount.text({"currency"});
        auto money = money_of_number(amount.text({"value"}), code.empty() ? currency : code);
        if (const std::string printed = amount.text({"formatedAmount"}); money && !printed.empty())
          money->text = printed;
        return money;
      };
      const auto asked = end(low);
      if (!asked) continue;
      own.price = *asked;
      if (const auto most = end(high); most && !same_amount(most->amount, asked->amount)) own.price_to = *most;
      return;
    }
  }
  if (const auto listed =
          whole({"**.PRICE.targetSkuPriceInfo.originalPrice.formatedAmount", "**.priceModule.formatedPrice"}))
    own.price = *listed;
}

/// Names and values of the properties that a buyer chooses, and those that describe the item ("Brand Name").
void read_properties(const State& state, Listing& own) {
  for (const char* path : {"**.productSKUPropertyList.*", "**.SKU.skuProperties.*"})
    for (const State& property : state.all(path, 20))
      add_variant(own.variants, property.text({"skuPropertyName"}),
                  property.texts("skuPropertyValues.*.propertyValueDisplayName"));
  for (const char* path : {"**.props.*", "**.showedProps.*"})
    for (const State& property : state.all(path, 200)) {
      const std::string name = html::folded(property.text({"attrName"}));
      if (own.brand.empty() && (name == "brand name" || name == "brand" || name == "nombre de la marca" ||
                                name == "nom de marque" || name == "markenname" || name == "marca"))
        own.brand = property.text({"attrValue"});
      if (own.mpn.empty() && (name == "model number" || name == "model")) own.mpn = property.text({"attrValue"});
    }
  if (html::folded(own.brand) == "none" || html::folded(own.brand) == "no brand") own.brand.clear();
}

std::string availability_of(const State& state) {
  if (const auto open = state.flag("**.displayStatus"); open && !*open) return "OutOfStock";
  const std::string stock =
      state.text({"**.QUANTITY_PC.totalAvailableInventory", "**.quantityModule.totalAvailQuantity",
                  "**.inventoryComponent.totalAvailQuantity", "**.totalAvailQuantity"});
  return stock.empty() ? std::string{} : stock == "0" ? "OutOfStock" : "InStock";
}

Listing read_item(const State& state, const OpenedPage& page) {
  Listing own;
  own.platform = "aliexpress";
  own.url = item_address(page.base);
  own.id = state.text({"**.GLOBAL_DATA.globalData.productId", "**.productInfoComponent.idStr",
                       "**.productInfoComponent.id", "**.actionModule.productId", "**.commonModule.productId"});
  if (own.id.empty() && !own.url.empty()) own.id = leading_digits(part_after(own.url, "/item/"));
  own.sku = own.id;
  own.title = state.text({"**.PRODUCT_TITLE.text", "**.GLOBAL_DATA.globalData.subject",
                          "**.productInfoComponent.subject", "**.titleModule.subject"});
  if (own.title.empty()) return own;
  read_price(state, page, own);
  read_properties(state, own);
  own.availability = availability_of(state);
  own.seller = state.text({"**.SHOP_CARD_PC.storeName", "**.sellerComponent.storeName", "**.storeModule.storeName",
                           "**.globalData.storeName"});
  own.seller_url = page.absolute(state.text({"**.SHOP_CARD_PC.sellerInfo.storeURL", "**.sellerComponent.storeURL",
                                             "**.storeModule.storeURL"}))
                       .value_or("");
  own.category = trail_of(state.texts("**.breadCrumbPathList.*.name"));
  own.ship_to = state.text({"**.SHIPPING.**.shipToCode", "**.shippingModule.**.shipToCode", "**.bizData.shipToCode"});
  for (const char* path :
       {"**.HEADER_IMAGE_PC.imagePathList.*", "**.imageComponent.imagePathList.*", "**.imageModule.imagePathList.*"})
    if (own.images.empty()) own.images = absolute_all(page, state.texts(path));
  return own;
}

std::vector<std::string> listed(const State& state, const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const std::string& id : state.texts("**.itemList.content.*.productId", 500))
    urls.push_back("https://" + host_of(page.base) + "/item/" + id + ".html");
  return urls;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "aliexpress"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  const State state = find_state(opened, {"_init_data_", "runParams", "_dida_config_"});
  return read_platform_page(opened, read_item(state, opened), {item_address, notices, saved_page_road},
                            listed(state, opened));
}

std::string search_url(const std::string& query) {
  return with_query("https://www.aliexpress.com/wholesale?SearchText=", query);
}

}  // namespace

extern const Platform aliexpress{"aliexpress", accepts, parse_page, search_url};

}  // namespace markhound::crawler
