// Temu: the item is in `window.rawData`.
#include <algorithm>
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
    Notice{check, address, "/bgn_verification"},
    Notice{check, address, "/verification"},
    Notice{check, title, "security verification"},
    Notice{login, address, "/login.html"},
    Notice{gone, text, "this item is no longer available"},
    Notice{gone, text, "this item is currently unavailable"},
    Notice{gone, text, "the page you are looking for is unavailable"},
};

/// "…-g-601099512345678.html" or "goods_id=601099512345678".
std::string number_in(std::string_view url) {
  for (const std::string_view marker : {"-g-", "goods_id="})
    for (std::size_t at = url.find(marker); at != url.npos; at = url.find(marker, at + 1))
      if (std::string digits = leading_digits(url.substr(at + marker.size())); digits.size() >= 10) return digits;
  return {};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string number = host.find("temu.") == host.npos ? std::string{} : number_in(url);
  return number.empty() ? std::string{} : "https://" + host + "/goods.html?goods_id=" + number;
}

void read_price(const State& store, const OpenedPage& page, Listing& own) {
  const State goods = store.at("goods");
  const std::string code = store.text({"localInfo.currency", "localInfo.currencyCode", "currency"});
  for (const char* path : {"minToMaxPriceStr", "minOnSalePriceStr"}) {
    const auto asked = read_money(goods.text({path}), code, page.country);
    if (!asked) continue;
    own.price = *asked;
    if (!code.empty()) own.price.currency = code;
    own.price_to = upper_end(asked->text, code, page.country).value_or(Money{});
    if (!own.price_to.empty()) own.price_to.currency = own.price.currency;
    return;
  }
  // Numbers are in the smallest unit of the currency; yen and won have none.
  const bool whole = code == "JPY" || code == "KRW" || code == "CLP" || code == "VND";
  if (const auto asked = money_of_number(goods.text({"minOnSalePrice"}), code, whole ? 0 : 2)) own.price = *asked;
}

Listing read_item(const State& store, const OpenedPage& page) {
  Listing own;
  own.platform = "temu";
  own.url = item_address(page.base);
  const State goods = store.at("goods");
  own.id = goods.text({"goodsId"});
  if (own.id.empty()) own.id = store.text({"goodsId"});
  if (own.id.empty()) own.id = number_in(page.base);
  own.sku = own.id;
  own.title = goods.text({"goodsName", "title"});
  if (own.title.empty()) return own;
  read_price(store, page, own);
  own.images = absolute_all(page, goods.texts("gallery.*.url", 40));
  own.seller = store.text({"mall.mallData.mallName", "mall.mallName", "mallName"});
  const std::string mall = store.text({"mall.mallData.mallId", "mall.mallId", "goods.mallId"});
  if (!mall.empty()) own.seller_url = "https://" + host_of(page.base) + "/mall.html?mall_id=" + mall;
  own.category = trail_of(store.texts("crumbOptList.*.optName"));
  for (const State& property : goods.all("goodsProperty.*", 60)) {
    const std::string name = html::folded(property.text({"key", "name"}));
    if (name == "brand" || name == "brand name") own.brand = property.text({"values.0", "value"});
  }
  if (const auto sold_out = store.flag("goods.isSoldOut"); sold_out.value_or(false)) own.availability = "OutOfStock";
  std::vector<std::string> names = store.texts("sku.*.specs.*.specKey", 10);
  for (const std::string& name : names) {
    std::vector<std::string> values;
    for (const State& spec : store.all("sku.*.specs.*", 300))
      if (spec.text({"specKey"}) == name)
        if (std::string value = spec.text({"specValue"});
            !value.empty() && std::find(values.begin(), values.end(), value) == values.end())
          values.push_back(std::move(value));
    add_variant(own.variants, name, values);
  }
  return own;
}

std::vector<std::string> listed(const State& store, const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const char* path : {"**.goodsList.*", "**.goods_list.*"})
    for (const State& goods : store.all(path, 500))
      if (const std::string id = goods.text({"goodsId", "goods_id", "data.goodsId"}); !id.empty())
        urls.push_back("https://" + host_of(page.base) + "/goods.html?goods_id=" + id);
  return urls;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "temu"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  const State store = find_state(opened, {"rawData"}).at("store");
  if (std::string region = store.text({"localInfo.region", "localInfo.regionShortName"}); region.size() == 2)
    opened.country = region;
  return read_platform_page(opened, read_item(store, opened), {item_address, notices, saved_page_road},
                            listed(store, opened));
}

std::string search_url(const std::string& query) {
  return with_query("https://www.temu.com/search_result.html?search_key=", query);
}

}  // namespace

extern const Platform temu{"temu", accepts, parse_page, search_url};

}  // namespace markhound::crawler
