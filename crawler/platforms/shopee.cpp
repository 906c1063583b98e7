// Shopee: the item is in a script of type "text/mfe-initial-data" in the shape of its own API; prices are in
// 100,000ths.
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
    Notice{check, address, "/verify/"},
    Notice{login, address, "/buyer/login"},
    Notice{login, title, "login now to start shopping"},
    Notice{login, title, "log in now to start shopping"},
    Notice{gone, text, "the product doesn't exist"},
    Notice{gone, text, "this product does not exist"},
    Notice{gone, text, "produk tidak ada"},
    Notice{gone, text, "sản phẩm này không tồn tại"},
    Notice{gone, text, "商品不存在"},
    Notice{gone, text, "o produto não existe"},
};

struct Numbers {
  std::string shop;
  std::string item;
};

/// "/Name-of-it-i.1114599490.28600553970" and "/product/1114599490/28600553970".
Numbers numbers_in(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  for (const auto& [marker, between] : {std::pair{"-i.", '.'}, {"/product/", '/'}}) {
    const std::size_t at = url.rfind(marker);
    if (at == url.npos) continue;
    const std::string_view rest = url.substr(at + std::string_view(marker).size());
    const std::string shop = leading_digits(rest);
    if (shop.empty() || rest.size() <= shop.size() || rest[shop.size()] != between) continue;
    if (const std::string item = leading_digits(rest.substr(shop.size() + 1)); !item.empty()) return {shop, item};
  }
  return {};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const Numbers numbers = host.find("shopee.") == host.npos ? Numbers{} : numbers_in(url);
  if (numbers.item.empty()) return {};
  return "https://" + host + "/product/" + numbers.shop + "/" + numbers.item;
}

/// Of all items in the state the one that the address names, as the state outlives the page it was made for.
State chosen_item(const State& state, const Numbers& numbers) {
  for (const char* path : {"**.cachedMap.*.item", "**.item.items.*", "**.data.item", "**.item"})
    for (const State& item : state.all(path, 100)) {
      const std::string id = item.text({"item_id", "itemid"});
      if (!id.empty() && (numbers.item.empty() || id == numbers.item)) return item;
    }
  return {};
}

void read_price(const State& item, const OpenedPage& page, Listing& own) {
  constexpr std::size_t places = 5;
  std::string code = item.text({"currency"});
  if (code.empty()) code = currency_of(page.country);
  for (const auto& [low, high] : {std::pair{"price_min", "price_max"}, {"price", "price"}}) {
    const auto asked = money_of_number(item.text({low}), code, places);
    if (!asked) continue;
    own.price = *asked;
    const auto most = money_of_number(item.text({high}), code, places);
    if (most && !same_amount(most->amount, asked->amount)) own.price_to = *most;
    return;
  }
}

/// The address of a picture is its key on the country's picture server.
std::vector<std::string> images_of(const State& item, const OpenedPage& page) {
  std::string country = html::lowered(page.country);
  if (country.empty()) country = "sg";
  std::vector<std::string> images;
  for (const std::string& key : item.texts("images.*", 40))
    images.push_back(key.starts_with("http") ? key : "https://down-" + country + ".img.susercontent.com/file/" + key);
  return images;
}

Listing read_item(const State& state, const OpenedPage& page) {
  Listing own;
  own.platform = "shopee";
  own.url = item_address(page.base);
  const Numbers numbers = numbers_in(page.base);
  const State item = chosen_item(state, numbers);
  own.id = item.text({"item_id", "itemid"});
  if (own.id.empty()) own.id = numbers.item;
  own.sku = own.id;
  own.title = item.text({"title", "name"});
  if (own.title.empty()) return own;
  read_price(item, page, own);
  own.brand = item.text({"brand"});
  own.description = text_of_html(item.text({"description"}));
  own.images = images_of(item, page);
  own.category = trail_of(item.texts("categories.*.display_name"));
  const std::string stock = item.text({"normal_stock", "stock"});
  const auto sold_out = item.flag("is_sold_out");
  if (!stock.empty() || sold_out)
    own.availability = stock == "0" || sold_out.value_or(false) ? "OutOfStock" : "InStock";
  const State shop = state.at("**.shop_detailed");
  own.seller = shop.text({"name", "account.username"});
  const std::string account = shop.text({"account.username"});
  const std::string number = item.text({"shop_id", "shopid"});
  if (!account.empty() || !number.empty())
    own.seller_url = "https://" + host_of(page.base) + (account.empty() ? "/shop/" + number : "/" + account);
  for (const State& choice : item.all("tier_variations.*", 10))
    add_variant(own.variants, choice.text({"name"}), choice.texts("options.*"));
  return own;
}

std::vector<std::string> listed(const State& state, const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const State& item : state.all("**.items.*", 500)) {
    const std::string id = item.text({"item_basic.itemid", "itemid", "item_id"});
    const std::string shop = item.text({"item_basic.shopid", "shopid", "shop_id"});
    if (!id.empty() && !shop.empty()) urls.push_back("https://" + host_of(page.base) + "/product/" + shop + "/" + id);
  }
  return urls;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "shopee"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  const State state = find_state(opened, {"text/mfe-initial-data", "__INITIAL_STATE__", "initialState"});
  return read_platform_page(opened, read_item(state, opened), {item_address, notices, saved_page_road},
                            listed(state, opened));
}

std::string search_url(const std::string& query) { return with_query("https://shopee.sg/search?keyword=", query); }

}  // namespace

extern const Platform shopee{"shopee", accepts, parse_page, search_url};

}  // namespace markhound::crawler
