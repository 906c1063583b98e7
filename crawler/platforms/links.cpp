#include "crawler/platforms/links.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "crawler/address/url.h"
#include "crawler/html/text.h"
#include "crawler/platforms/price.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;

constexpr std::array<std::string_view, 26> goods_paths{
    "/product/", "/products/", "/produkt/", "/produkte/",  "/produit/",    "/producto/", "/prodotto/",
    "/item/",    "/items/",    "/itm/",     "/dp/",        "/gp/product/", "/listing/",  "/listings/",
    "/offer/",   "/detail/",   "/details/", "/artikel/",   "/goods/",      "/p/",        "/ip/",
    "/deal/",    "/tovar/",    "/i/",       "product_id=", "productid="};

constexpr std::array<std::string_view, 30> other_paths{
    "/cart",    "/basket",        "/checkout", "/login",       "/signin",     "/account", "/register", "/help",
    "/contact", "/about",         "/privacy",  "/terms",       "/wishlist",   "/review",  "/faq",      "/blog",
    "/news/",   "/press",         "/careers",  "/jobs",        "/search",     "/compare", "/shipping", "/returns",
    "/policy",  "/store-locator", "/share",    "facebook.com", "javascript:", "mailto:"};

struct Link {
  std::string url;
  int points = 0;
};

/// Digits at the end of a path, or after a hyphen in it, number an item more often than a category.
bool is_numbered(std::string_view path) {
  std::size_t digits = 0;
  for (const char c : path) {
    digits = html::is_digit(c) ? digits + 1 : 0;
    if (digits >= 5) return true;
  }
  return false;
}

class Finder {
 public:
  explicit Finder(const Layout& layout) : page_(layout.page()), layout_(layout), host_(host_of(page_.base)) {}

  std::vector<std::string> run() {
    for (Id id = 0; id < page_.document.size(); ++id)
      if (page_.document[id].name == "a") consider(id);
    std::vector<std::string> urls;
    constexpr int likely = 4;
    for (const Link& link : links_)
      if (link.points >= likely) urls.push_back(link.url);
    return urls;
  }

 private:
  void consider(Id id) {
    constexpr std::size_t most = 5000;
    if (links_.size() >= most) return;
    const auto url = page_.absolute(page_.document.attribute(id, "href"));
    if (!url || host_of(*url) != host_ || *url == page_.url || *url == page_.base) return;
    const int points = points_of(id, *url);
    const auto [known, fresh] = seen_.try_emplace(*url, links_.size());
    if (fresh)
      links_.push_back({*url, points});
    else
      links_[known->second].points = std::max(links_[known->second].points, points);
  }

  int points_of(Id id, const std::string& url) const {
    const std::string path = html::lowered(path_of(url));
    if (path == "/" || holds_any(path, other_paths)) return -10;
    if (html::equal_ignoring_case(page_.document.attribute(id, "rel"), "next")) return 10;
    int points = holds_any(path, goods_paths) ? 4 : 0;
    if (is_numbered(path)) points += 2;
    points += card(id);
    if (in_menu(id)) points -= 6;
    return points;
  }

  /// The link stands in a card with a picture and a price.
  int card(Id id) const {
    const Document& document = page_.document;
    constexpr std::uint32_t largest = 700;
    int points = 0;
    Id up = id;
    for (int levels = 0; levels < 5 && up != Document::none; ++levels, up = document[up].parent) {
      if (layout_.text_bytes(up) > largest || document[up].end - up > 400) break;
      const std::string names = layout_.names(up);
      if (names.find("product") != names.npos || names.find("item") != names.npos || names.find("card") != names.npos)
        points |= 1;
      for (Id i = up; i < document[up].end && !(points & 2); ++i)
        if (document[i].name == "img") points |= 2;
      const PriceText price = read_price(price_words(up));
      if (!price.amount.empty() && !price.currency.empty()) points |= 4;
    }
    return (points & 1) + (points & 2 ? 1 : 0) + (points & 4 ? 3 : 0);
  }

  /// The first text in it that has a digit.
  std::string price_words(Id up) const {
    const Document& document = page_.document;
    for (Id i = up; i < document[up].end; ++i)
      if (const auto text = document[i].text;
          document[i].name.empty() && text.find_first_of("$€£¥₹₽zł") != text.npos)
        return std::string(html::clipped(text, 60));
    return {};
  }

  bool in_menu(Id id) const {
    int levels = 0;
    for (Id up = id; up != Document::none && levels < 20; up = page_.document[up].parent, ++levels) {
      const std::string_view name = page_.document[up].name;
      if (name == "nav" || name == "footer" || name == "header") return true;
    }
    return false;
  }

  const OpenedPage& page_;
  const Layout& layout_;
  std::string host_;
  std::vector<Link> links_;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace

std::vector<std::string> goods_links(const Layout& layout) { return Finder(layout).run(); }

}  // namespace markhound::crawler
