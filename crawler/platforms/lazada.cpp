// Lazada (six countries of South-East Asia; Daraz has the same pages): the item is in `var __moduleData__`, a search
// answer in `window.pageData`.
#include <algorithm>
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
    Notice{check, address, "/_____tmd_____/"},
    Notice{check, address, "/punish"},
    Notice{check, script, "_____tmd_____/punish"},
    Notice{check, script, "\"action\":\"captcha\""},
    Notice{check, script, "fail_sys_user_validate"},
    Notice{login, address, "member.lazada."},
    Notice{login, address, "/user/login"},
    Notice{gone, title, "product not found"},
    Notice{gone, text, "this product is no longer available"},
    Notice{gone, text, "page not found"},
    Notice{gone, text, "produk ini tidak lagi tersedia"},
    Notice{gone, text, "sản phẩm này không còn"},
};

/// "…-i6872778045-s13022944107.html": the item's number, not the variant's.
std::string number_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t path = url.find("/products/");
  if (path == url.npos) return {};
  for (std::size_t at = url.rfind('i'); at != url.npos && at > path; at = url.rfind('i', at - 1)) {
    const std::string digits = leading_digits(url.substr(at + 1));
    if (digits.size() >= 6 && (url[at - 1] == '-' || url[at - 1] == '/')) return digits;
  }
  return {};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const bool known = host.find("lazada.") != host.npos || host.find("daraz.") != host.npos;
  const std::string number = known ? number_in(url) : std::string{};
  return number.empty() ? std::string{} : "https://" + host + "/products/pdp-i" + number + ".html";
}

/// The variant that the page opens with; "0" stands for it.
State chosen_sku(const State& fields) {
  const std::string id = fields.text({"primaryKey.skuId"});
  if (const State sku = id.empty() ? State{} : fields.at("skuInfos." + id)) return sku;
  return fields.at("skuInfos.0") ? fields.at("skuInfos.0") : fields.at("skuInfos.*");
}

void read_price(const State& fields, const State& sku, const OpenedPage& page, Listing& own) {
  std::string code = fields.text({"tracking.core.currencyCode", "skuInfos.*.dataLayer.core.currencyCode"});
  if (code.empty()) code = currency_of(page.country);
  for (const char* name : {"price.salePrice", "price.originalPrice"}) {
    const State price = sku.at(name);
    auto asked = money_of_number(price.text({"value"}), code);
    if (!asked) continue;
    if (const std::string printed = price.text({"text"}); !printed.empty()) asked->text = printed;
    own.price = *asked;
    return;
  }
  if (const auto printed = read_money(fields.text({"tracking.pdt_price"}), code, page.country)) own.price = *printed;
}

Listing read_item(const State& fields, const OpenedPage& page) {
  Listing own;
  own.platform = "lazada";
  own.url = item_address(page.base);
  own.id = fields.text({"primaryKey.itemId", "skuInfos.*.itemId"});
  if (own.id.empty()) own.id = number_in(own.url);
  own.title = fields.text({"product.title", "tracking.pdt_name"});
  if (own.title.empty()) return own;
  const State sku = chosen_sku(fields);
  own.sku = fields.text({"specifications.*.features.SKU", "tracking.pdt_simplesku", "tracking.pdt_sku"});
  if (own.sku.empty()) own.sku = own.id;
  read_price(fields, sku, page, own);
  own.brand = fields.text({"product.brand.name", "tracking.brand_name"});
  own.description = text_of_html(fields.text({"product.desc", "product.highlights"}));
  own.seller = fields.text({"seller.name", "tracking.seller_name"});
  own.seller_url = page.absolute(fields.text({"seller.url"})).value_or("");
  own.seller_url.resize(std::min(own.seller_url.size(), own.seller_url.find('?')));
  own.category = trail_of(fields.texts("Breadcrumb.*.title"));
  if (own.category.empty()) own.category = trail_of(fields.texts("tracking.pdt_category.*"));
  if (const std::string stock = sku.text({"stock", "quantity.limit.max"}); !stock.empty())
    own.availability = stock == "0" ? "OutOfStock" : "InStock";
  for (const State& picture : fields.all("skuGalleries.0.*", 40))
    if (picture.text({"type"}) != "video")
      for (const std::string& url : absolute_all(page, {picture.text({"src", "poster"})})) own.images.push_back(url);
  for (const State& choice : fields.all("productOption.skuBase.properties.*", 20))
    add_variant(own.variants, choice.text({"name"}), choice.texts("values.*.name"));
  return own;
}

std::vector<std::string> listed(const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const std::string& id : find_state(page, {"pageData"}).texts("mods.listItems.*.itemId", 500))
    urls.push_back("https://" + host_of(page.base) + "/products/pdp-i" + id + ".html");
  return urls;
}

bool accepts(const Capture& capture) {
  return accepts_html(capture) && (is_site(capture, "lazada") || is_site(capture, "daraz"));
}

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  const State fields = find_state(opened, {"__moduleData__"}).at("data.root.fields");
  return read_platform_page(opened, read_item(fields, opened), {item_address, notices, saved_page_road},
                            listed(opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.lazada.com.my/catalog/?q=", query); }

}  // namespace

extern const Platform lazada{"lazada", accepts, parse_page, search_url};

}  // namespace markhound::crawler
