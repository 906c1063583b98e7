#include "crawler/platforms/generic.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/app_state.h"
#include "crawler/platforms/breadcrumbs.h"
#include "crawler/platforms/currency.h"
#include "crawler/platforms/links.h"
#include "crawler/platforms/meta_tags.h"
#include "crawler/platforms/picture_sizes.h"
#include "crawler/platforms/pictures.h"
#include "crawler/platforms/price.h"
#include "crawler/platforms/product.h"
#include "crawler/platforms/refusal.h"
#include "crawler/platforms/settle.h"

namespace markhound::crawler {
namespace {

void add_new(std::vector<std::string>& to, const std::vector<std::string>& from) {
  std::unordered_set<std::string> known(to.begin(), to.end());
  for (const std::string& one : from)
    if (known.insert(one).second) to.push_back(one);
}

Sources read_sources(const OpenedPage& page, const Layout& layout) {
  Sources sources;
  sources.structured = {read_product(page.json_ld, page), read_product(page.microdata, page),
                        read_product(page.rdfa, page), read_meta_tags(page)};
  sources.prices = seen_prices(layout);
  sources.labelled = labelled_values(layout);
  sources.stock = seen_stock(layout, sources.labelled);
  sources.state = read_app_state(page);
  return sources;
}

/// The number of the item in its address: the longest run of digits in the last parts of the path.
std::string number_in(const std::string& url) {
  const std::string path = path_of(url);
  std::string best;
  for (std::size_t at = 0; at < path.size();) {
    std::size_t end = at;
    while (end < path.size() && html::is_digit(path[end])) ++end;
    if (end - at >= 5 && end - at <= 20 && end - at >= best.size()) best = path.substr(at, end - at);
    at = end + 1;
  }
  return best;
}

/// The address that names the listing: the canonical one, unless it leads to another site or the front page.
std::string address_of(const OpenedPage& page, const std::string& said) {
  const auto canonical = page.absolute(page.metadata.canonical);
  if (canonical && path_of(*canonical) != "/") return *canonical;
  if (!said.empty()) return said;
  return is_web_url(page.url) ? page.url : page.base;
}

/// A page that lists many things says so in its data, its address, or by many links to goods.
int against_one(const OpenedPage& page, std::size_t listed, std::size_t links) {
  constexpr std::size_t many = 12;
  const std::string path = html::lowered(path_of(page.url));
  int points = listed > 3 ? 3 : 0;
  for (const char* part :
       {"/category", "/categories", "/collections", "/search", "?q=", "&q=", "/browse", "/shop/", "/sch/"})
    if (path.find(part) != path.npos && path.find("/products/") == path.npos) points += 2;
  if (path_of(page.base) == "/") points += 3;
  return points + (links >= many ? 2 : links >= many / 2 ? 1 : 0);
}

/// The page's data says that it is one thing that is for sale.
bool is_described(const Sources& sources, const OpenedPage& page) {
  return std::any_of(sources.structured.begin(), sources.structured.begin() + 3,
                     [](const Listing& source) { return !source.title.empty(); }) ||
         is_called_product(page) || !sources.structured.back().price.empty();
}

/// Something is for sale here, and it is one thing: what speaks for it against what speaks for a list.
bool sells(const Sources& sources, const OpenedPage& page, const Listing& listing, std::size_t listed,
           std::size_t links) {
  const int seen = sources.prices.empty() ? 0 : sources.prices.front().points;
  int points = seen >= plain_price ? 3 : seen >= likely_price ? 2 : 0;
  if (sources.stock.by_button) points += 2;
  if (sources.stock.availability == "OutOfStock") points += 2;
  if (sources.labelled.sku.points >= 5 || sources.labelled.gtin.points >= 5 || sources.labelled.mpn.points >= 5)
    points += 3;
  if (!sources.state.title.empty()) points += 3;
  constexpr int enough = 3;
  return !listing.title.empty() && points - against_one(page, listed, links) >= enough;
}

void overrule(Listing& listing, const Listing& own) {
  for (auto field : {&Listing::platform, &Listing::id, &Listing::url, &Listing::title, &Listing::description,
                     &Listing::availability, &Listing::brand, &Listing::sku, &Listing::gtin, &Listing::mpn,
                     &Listing::seller, &Listing::seller_url, &Listing::category, &Listing::ship_to})
    if (!(own.*field).empty()) listing.*field = own.*field;
  if (!own.id.empty() && (!own.price.empty() || own.availability == "OutOfStock")) {
    const Money seen = std::exchange(listing.price, own.price);
    listing.price_to = own.price_to;
    if (listing.price.text.empty() && same_amount(seen.amount, own.price.amount)) listing.price.text = seen.text;
    for (Money* money : {&listing.price, &listing.price_to})
      if (money->text.empty()) money->text = html::collapse(money->amount + " " + money->currency);
    // Offered at a price, and nothing speaks against it.
    if (listing.availability.empty() && !own.price.empty()) listing.availability = "InStock";
  }
  if (!own.variants.empty()) listing.variants = own.variants;
  std::vector<std::string> images = own.images;
  add_new(images, listing.images);
  listing.images = std::move(images);
}

/// What only the page as a whole can tell.
void complete(const OpenedPage& page, Listing& listing) {
  if (listing.title.empty()) listing.title = page.heading_text;
  if (listing.title.empty()) listing.title = page.metadata.title;
  if (listing.category.empty()) listing.category = printed_trail(page);
  if (listing.brand.empty()) listing.brand = brand_in_scripts(page);
  listing.url = address_of(page, listing.url);
  const std::string number = number_in(listing.url);
  if (listing.id.empty()) listing.id = number.empty() ? listing.sku : number;
  if (listing.sku.empty()) listing.sku = number;
  add_new(listing.images, pictures_of(page));
  // An archive may lack the largest; then a smaller one that it has is better than none.
  if (page.live) listing.images = largest_sizes(listing.images);
  if (listing.platform.empty()) listing.platform = "generic";
  listing.market = page.country;
  // An amount without any sign on a page for a country is in the country's currency.
  if (listing.price.currency.empty() && !listing.price.amount.empty())
    listing.price.currency = listing.price_to.currency = currency_of(page.country);
}

}  // namespace

bool accepts_html(const Capture& capture) {
  return capture.media_type.empty() || capture.media_type.find("html") != std::string::npos;
}

Page read_page(OpenedPage& opened, const Listing& own, bool sure) {
  const Layout layout(opened);
  const Sources sources = read_sources(opened, layout);
  Page page;
  page.problems = std::move(opened.problems);
  Listing listing = settle(sources);
  overrule(listing, own);
  complete(opened, listing);
  const bool known = sure && !own.id.empty() && !listing.title.empty();
  if (known || is_described(sources, opened)) {
    page.listings.push_back(std::move(listing));
    return page;
  }
  page.links = listed_urls(opened.json_ld, opened);
  add_new(page.links, listed_urls(opened.microdata, opened));
  const std::size_t listed = page.links.size();
  add_new(page.links, goods_links(layout));
  if (sells(sources, opened, listing, listed, page.links.size())) {
    page.links.clear();
    page.listings.push_back(std::move(listing));
  }
  return page;
}

namespace {

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  Page page = read_page(opened);
  if (!page.listings.empty()) return page;
  if (auto problem = refusal(opened, {}, saved_page_road)) {
    page.links.clear();
    page.problems.push_back(std::move(*problem));
  }
  return page;
}

}  // namespace

extern const Platform generic{"generic", accepts_html, parse_page, nullptr};

}  // namespace markhound::crawler
