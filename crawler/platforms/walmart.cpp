// Walmart (US, Canada, Mexico): a Next.js page; the item stands in __NEXT_DATA__ as its servers gave it.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"
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
    Notice{check, address, "/blocked"},
    Notice{check, title, "robot or human"},
    Notice{check, text, "activate and hold the button"},
    Notice{check, text, "press & hold"},
    Notice{login, address, "/account/login"},
    Notice{gone, text, "we couldn't find this page"},
    Notice{gone, text, "this page could not be found"},
    Notice{gone, text, "no encontramos esta página"},
};

/// The last step of "/ip/Name-of-it/123" and of "/en/ip/name/6000200280557".
std::string number_in(std::string_view url) {
  const std::size_t at = url.find("/ip/");
  if (at == url.npos) return {};
  std::string_view path = url.substr(at + 4);
  path = path.substr(0, path.find_first_of("?#"));
  path = path.substr(path.rfind('/') + 1);
  const bool plain = path.size() >= 5 && path.size() <= 20 && path.find_first_of("0123456789") != path.npos &&
                     path.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == path.npos;
  return plain ? std::string(path) : std::string{};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  const std::string number = host.find("walmart.") == host.npos ? std::string{} : number_in(url);
  return number.empty() ? std::string{} : "https://" + host + "/ip/" + number;
}

void read_price(const State& item, const OpenedPage& page, Listing& own) {
  const State info = item.at("priceInfo");
  for (const char* name : {"currentPrice", "priceRange"}) {
    const State price = info.at(name);
    const std::string code = price.text({"currencyUnit"});
    auto asked = money_of_number(price.text({"price", "minPrice"}), code);
    if (!asked) continue;
    if (const std::string printed = price.text({"priceString"}); !printed.empty()) asked->text = printed;
    if (asked->currency.empty()) asked->currency = currency_of(page.country);
    own.price = *asked;
    const auto most = money_of_number(price.text({"maxPrice"}), own.price.currency);
    if (most && !same_amount(most->amount, own.price.amount)) own.price_to = *most;
    return;
  }
}

Listing read_item(const State& state, const OpenedPage& page) {
  Listing own;
  own.platform = "walmart";
  const State item = state.at("props.pageProps.initialData.data.product");
  own.id = own.sku = item.text({"usItemId", "id"});
  own.title = item.text({"name"});
  own.url = item_address(page.base);
  if (own.id.empty()) own.id = own.sku = number_in(page.base);
  if (own.title.empty()) return own;
  if (const auto url = page.absolute(item.text({"canonicalUrl"}))) own.url = *url;
  read_price(item, page, own);
  own.brand = item.text({"brand"});
  own.availability = availability_name(item.text({"availabilityStatus"}));
  own.seller = item.text({"sellerDisplayName", "sellerName"});
  if (const std::string id = item.text({"catalogSellerId"}); !id.empty() && id != "0")
    own.seller_url = "https://" + host_of(page.base) + "/global/seller/" + id;
  own.description = text_of_html(item.text({"shortDescription"}));
  own.gtin = item.text({"upc", "gtin"});
  own.mpn = item.text({"manufacturerProductId", "model"});
  own.category = trail_of(item.texts("category.path.*.name"));
  own.images = absolute_all(page, item.texts("imageInfo.allImages.*.url"));
  for (const State& choice : item.all("variantCriteria.*", 20))
    add_variant(own.variants, choice.text({"name"}), choice.texts("variantList.*.name"));
  return own;
}

std::vector<std::string> listed(const State& state, const OpenedPage& page) {
  std::vector<std::string> urls;
  for (const std::string& id :
       state.texts("props.pageProps.initialData.searchResult.itemStacks.*.items.*.usItemId", 500))
    urls.push_back("https://" + host_of(page.base) + "/ip/" + id);
  return urls;
}

bool accepts(const Capture& capture) { return accepts_html(capture) && is_site(capture, "walmart"); }

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  if (opened.country.empty()) opened.country = "US";
  const State state = find_state(opened, {"__NEXT_DATA__"});
  return read_platform_page(opened, read_item(state, opened), {item_address, notices, saved_page_road},
                            listed(state, opened));
}

std::string search_url(const std::string& query) { return with_query("https://www.walmart.com/search?q=", query); }

}  // namespace

extern const Platform walmart{"walmart", accepts, parse_page, search_url};

}  // namespace markhound::crawler
