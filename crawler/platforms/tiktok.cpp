// TikTok Shop: the item is in the script __MODERN_ROUTER_DATA__ (or __UNIVERSAL_DATA_FOR_REHYDRATION__), under the name
// of the route, in a component "product_info". The visible page may say "not available in this region" all the same.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/currency.h"
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
    Notice{check, id, "captcha_container"},
    Notice{check, id, "tiktok-verify-page"},
    Notice{check, text, "verify to continue"},
    Notice{check, text, "drag the slider to fit the puzzle"},
    Notice{login, address, "/login"},
    Notice{login, title, "log in | tiktok"},
    Notice{gone, text, "product not available in this country or region"},
    Notice{gone, text, "this product is no longer available"},
    Notice{gone, text, "this product is not available"},
};

std::string number_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (url.find("/pdp/") == url.npos && url.find("/product/") == url.npos) return {};
  std::string digits = leading_digits(url.substr(url.rfind('/') + 1));
  return digits.size() >= 12 ? digits : std::string{};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string number = host.find("tiktok.") == host.npos ? std::string{} : number_in(url);
  if (number.empty()) return {};
  return "https://" + host + (host.starts_with("shop.") ? "/view/product/" : "/shop/pdp/") + number;
}

void read_price(const State& product, const OpenedPage& page, Listing& own) {
  const State promoted = product.at("**.promotion_product_price");
  for (const State& price : {promoted.at("min_price"), product.at("**.product_price_info"), product.at("**.price")}) {
    const std::string code = price.text({"currency_name", "currency"});
    const std::string printed = price.text({"sale_price_format", "price_str", "real_price", "sale_price"});
    const std::string symbol = price.text({"currency_symbol"});
    auto asked = money_of_number(price.text({"sale_price_decimal"}), code);
    if (!asked) asked = read_money(printed, code.empty() ? symbol : code, page.country);
    if (!asked) continue;
    if (is_currency_code(code)) asked->currency = code;
    if (!printed.empty())
      asked->text = printed.find_first_not_of("0123456789.,") == printed.npos ? symbol + printed : printed;
    own.price = *asked;
    const auto most = upper_end(printed, code, page.country);
    if (most) own.price_to = Money{most->amount, asked->currency, most->text};
    return;
  }
}

Listing read_item(const State& state, const OpenedPage& page) {
  Listing own;
  own.platform = "tiktok";
  own.url = item_address(page.base);
  own.id = number_in(page.base);
  State product = state.at("**.component_data.product_info");
  if (!product) product = state.at("**.product_info");
  const std::string known = product.text({"product_id", "**.product_id"});
  if (!known.empty()) own.id = known;
  own.sku = own.id;
  own.title = product.text({"product_base.title", "product_model.name", "title", "product_info.title", "**.title"});
  if (own.title.empty()) return own;
  read_price(product, page, own);
  for (const char* path : {"product_base.images.*.url_list.0", "**.images.*.url_list.0", "images.*"})
    if (own.images.empty()) own.images = absolute_all(page, product.texts(path, 40));
  own.seller = product.text({"seller.name", "seller_model.shop_name", "**.seller_info.shop_name", "**.shop_name"});
  if (own.seller.empty()) own.seller = state.text({"**.shop_info.shop_name", "**.shop_info.seller_name"});
  own.seller_url = page.absolute(product.text({"**.shop_link", "seller.link"})).value_or("");
  own.description = text_of_html(product.text({"product_base.desc_text"}));
  own.category = trail_of(product.texts("**.categories.*.category_name"));
  if (own.category.empty()) own.category = product.text({"product_base.category_name", "category_name"});
  for (const State& fact : product.all("product_base.specifications.*", 60))
    if (html::folded(fact.text({"name"})) == "brand") own.brand = fact.text({"value"});
  const auto stock = product.texts("skus.*.stock", 300);
  if (!stock.empty()) own.availability = stock.size() == 1 && stock[0] == "0" ? "OutOfStock" : "InStock";
  for (const char* path : {"product_base.sale_props.*", "sale_props.*", "**.sale_properties.*"})
    for (const State& choice : own.variants.empty() ? product.all(path, 10) : std::vector<State>{})
      add_variant(own.variants, choice.text({"prop_name", "property_name", "name"}), choice.texts("**.prop_value"));
  return own;
}

std::vector<std::string> listed(const State& state, const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const char* path : {"**.products.*.product_id", "**.product_list.*.product_id"})
    for (const std::string& id : state.texts(path, 500))
      urls.push_back("https://" + host_of(page.base) + "/shop/pdp/" + id);
  return urls;
}

/// The shop's pages only; a video page sells nothing by itself.
bool accepts(const Capture& capture) {
  if (!accepts_html(capture) || !is_site(capture, "tiktok")) return false;
  const std::string url = is_web_url(capture.url) ? capture.url : own_address(capture.content);
  return host_of(url).starts_with("shop.") || url.find("/shop") != url.npos || url.find("/product/") != url.npos ||
         url.find("/login") != url.npos;
}

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  const State state = find_state(opened, {"__MODERN_ROUTER_DATA__", "__UNIVERSAL_DATA_FOR_REHYDRATION__"});
  if (std::string region = state.text({"**.region", "**.country_code"}); region.size() == 2) opened.country = region;
  return read_platform_page(opened, read_item(state, opened), {item_address, notices, saved_page_road},
                            listed(state, opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.tiktok.com/shop/s/", query); }

}  // namespace

extern const Platform tiktok{"tiktok", accepts, parse_page, search_url};

}  // namespace markhound::crawler
