#include "samples/generator/page.h"

#include <map>
#include <sstream>

namespace markhound::samples {
namespace {

using nlohmann::ordered_json;

struct Wording {
  const char *home, *sold_by, *in_stock, *shipping, *add, *description, *reviews, *related, *search;
};

const Wording& wording(const std::string& language) {
  static const std::map<std::string, Wording> table = {
      {"en",
       {"Home", "Sold by", "In stock", "Ships worldwide in 7 to 15 days. Free returns within 30 days.", "Add to basket",
        "Description", "Customer reviews", "You may also like", "Search the market"}},
      {"zh",
       {"首页", "卖家", "有货", "全球发货，7 至 15 天送达，30 天内可退货。", "加入购物车", "商品详情", "买家评价",
        "猜你喜欢", "搜索商品"}},
      {"de",
       {"Startseite", "Verkauf durch", "Auf Lager",
        "Versand weltweit in 7 bis 15 Tagen. Rückgabe innerhalb von 30 Tagen.", "In den Warenkorb", "Beschreibung",
        "Kundenbewertungen", "Das könnte Ihnen auch gefallen", "Markt durchsuchen"}},
      {"es",
       {"Inicio", "Vendido por", "En stock", "Envío a todo el mundo en 7 a 15 días. Devoluciones en 30 días.",
        "Añadir a la cesta", "Descripción", "Opiniones de clientes", "También te puede gustar",
        "Buscar en el mercado"}},
  };
  const auto found = table.find(language);
  return found == table.end() ? table.at("en") : found->second;
}

const char* shop_name(Shape shape) {
  switch (shape) {
    case Shape::jsonld: return "Plazora";
    case Shape::microdata: return "Tradelane";
    case Shape::opengraph: return "Boutiko";
    case Shape::bare: return "Stallhouse";
  }
  return "";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// As the shop of that language prints money.
std::string printed_price(const Listing& listing) {
  std::string amount = listing.price;
  if (listing.currency == "CNY") return "¥" + amount;
  if (listing.currency == "GBP") return "£" + amount;
  if (listing.currency == "USD") return "$" + amount;
  if (listing.language != "en") amount.replace(amount.find('.'), 1, ",");
  return listing.language == "en" ? "€" + amount : amount + " €";
}

std::string sku(const Listing& listing) {
  return std::string(shop_name(listing.shape)).substr(0, 3) + "-" + listing.page.substr(1, 3) + "7";
}

std::string json_ld(const Listing& listing) {
  ordered_json product = {{"@context", "https://schema.org"}, {"@type", "Product"}, {"name", listing.title}};
  product["image"] = {listing.picture()};
  product["description"] = listing.description;
  product["sku"] = sku(listing);
  product["category"] = listing.category;
  if (!listing.brand.empty()) product["brand"] = {{"@type", "Brand"}, {"name", listing.brand}};
  product["offers"] = {{"@type", "Offer"},
                       {"price", listing.price},
                       {"priceCurrency", listing.currency},
                       {"availability", "https://schema.org/InStock"},
                       {"seller", {{"@type", "Organization"}, {"name", listing.seller}}}};
  for (const Review& review : listing.reviews) {
    product["review"].push_back(
        {{"@type", "Review"}, {"author", {{"@type", "Person"}, {"name", review.author}}}, {"reviewBody", review.text}});
  }
  std::string text = product.dump(2);
  for (std::size_t at = 0; (at = text.find("</", at)) != std::string::npos; at += 3) text.replace(at, 2, "<\\/");
  return "<script type=\"application/ld+json\">\n" + text + "\n</script>\n";
}

std::string open_graph(const Listing& listing) {
  std::ostringstream head;
  const auto meta = [&](const char* name, const std::string& value) {
    if (!value.empty()) head << "<meta property=\"" << name << "\" content=\"" << escaped(value) << "\">\n";
  };
  meta("og:type", "product");
  meta("og:site_name", shop_name(listing.shape));
  meta("og:title", listing.title);
  meta("og:description", listing.description);
  meta("og:url", listing.page);
  meta("og:image", listing.picture());
  meta("product:price:amount", listing.price);
  meta("product:price:currency", listing.currency);
  meta("product:availability", "in stock");
  meta("product:brand", listing.brand);
  meta("product:category", listing.category);
  meta("product:retailer_item_id", sku(listing));
  return head.str();
}

/// Microdata attributes where the page has that shape, else nothing.
struct Markup {
  bool on;
  std::string prop(const char* name) const { return on ? std::string(" itemprop=\"") + name + "\"" : ""; }
  std::string scope(const char* name, const char* type) const {
    if (!on) return "";
    return (*name ? prop(name) : "") + " itemscope itemtype=\"https://schema.org/" + type + "\"";
  }
  std::string meta(const char* name, const std::string& value) const {
    return on ? "<meta itemprop=\"" + std::string(name) + "\" content=\"" + escaped(value) + "\">" : "";
  }
};

std::string head(const Listing& listing) {
  std::ostringstream out;
  out << "<!DOCTYPE html>\n<html lang=\"" << (listing.language == "zh" ? "zh-CN" : listing.language)
      << "\">\n<head>\n<meta charset=\"utf-8\">\n"
      << "<title>" << escaped(listing.title) << " | " << shop_name(listing.shape) << "</title>\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      << "<link rel=\"canonical\" href=\"" << listing.page << "\">\n<link rel=\"stylesheet\" href=\"shop.css\">\n";
  if (listing.shape == Shape::jsonld) out << json_ld(listing);
  if (listing.shape == Shape::opengraph) out << open_graph(listing);
  out << "</head>\n";
  return out.str();
}

std::string masthead(const Listing& listing) {
  const Wording& say = wording(listing.language);
  std::ostringstream out;
  out << "<header class=\"shop " << to_string(listing.shape) << "\"><a class=\"shop-name\" href=\"index.html\">"
      << shop_name(listing.shape) << "</a><form role=\"search\"><input type=\"search\" placeholder=\"" << say.search
      << "\"></form></header>\n"
      << "<nav class=\"breadcrumbs\"><a href=\"index.html\">" << say.home << "</a>";
  std::string category = listing.category;
  for (std::size_t at; !category.empty(); category = at == std::string::npos ? "" : category.substr(at + 3)) {
    at = category.find(" > ");
    out << " &rsaquo; <a href=\"index.html\">" << escaped(category.substr(0, at)) << "</a>";
  }
  out << "</nav>\n";
  return out.str();
}

std::string offer(const Listing& listing, const Markup& mark) {
  const Wording& say = wording(listing.language);
  std::ostringstream out;
  out << "<div class=\"offer\"" << mark.scope("offers", "Offer") << ">\n<p class=\"price\">";
  if (mark.on) out << mark.meta("price", listing.price) << mark.meta("priceCurrency", listing.currency);
  out << printed_price(listing) << "</p>\n<p class=\"stock\">" << say.in_stock << "</p>\n";
  if (mark.on) out << "<link itemprop=\"availability\" href=\"https://schema.org/InStock\">\n";
  out << "<p class=\"seller\">" << say.sold_by << ": <a class=\"seller-name\" href=\"#seller\""
      << mark.scope("seller", "Organization") << "><span" << mark.prop("name") << ">" << escaped(listing.seller)
      << "</span></a></p>\n<p class=\"shipping\">" << say.shipping << "</p>\n<button class=\"add\">" << say.add
      << "</button>\n</div>\n";
  return out.str();
}

std::string reviews(const Listing& listing, const Markup& mark) {
  if (listing.reviews.empty()) return "";
  std::ostringstream out;
  out << "<section class=\"reviews\">\n<h2>" << wording(listing.language).reviews << "</h2>\n";
  for (const Review& review : listing.reviews) {
    out << "<blockquote" << mark.scope("review", "Review") << "><p" << mark.prop("reviewBody") << ">"
        << escaped(review.text) << "</p><cite" << mark.prop("author") << ">" << escaped(review.author)
        << "</cite></blockquote>\n";
  }
  out << "</section>\n";
  return out.str();
}

std::string product(const Listing& listing) {
  const Markup mark{listing.shape == Shape::microdata};
  const Wording& say = wording(listing.language);
  std::ostringstream out;
  out << "<main class=\"product\"" << mark.scope("", "Product")
      << ">\n<figure class=\"gallery\"><img class=\"product-image\" src=\"" << listing.picture()
      << "\" alt=\"\" width=\"" << listing.shot.width << "\" height=\"" << listing.shot.height << "\""
      << mark.prop("image") << "></figure>\n<div class=\"buy\">\n<h1 class=\"product-title\"" << mark.prop("name")
      << ">" << escaped(listing.title) << "</h1>\n"
      << mark.meta("sku", sku(listing)) << mark.meta("category", listing.category);
  if (!listing.brand.empty()) {
    out << "<p class=\"brand\"" << mark.scope("brand", "Brand") << "><span" << mark.prop("name") << ">"
        << escaped(listing.brand) << "</span></p>\n";
  }
  out << offer(listing, mark) << "</div>\n<section class=\"description\">\n<h2>" << say.description << "</h2>\n<p"
      << mark.prop("description") << ">" << escaped(listing.description) << "</p>\n</section>\n"
      << reviews(listing, mark) << "</main>\n";
  return out.str();
}

std::string card(const Listing& listing) {
  std::ostringstream out;
  out << "<a class=\"card\" href=\"" << listing.page << "\"><img loading=\"lazy\" src=\"" << listing.picture()
      << "\" alt=\"\" width=\"160\" height=\"160\"><span>" << escaped(listing.title) << "</span><b>"
      << printed_price(listing) << "</b></a>\n";
  return out.str();
}

}  // namespace

std::string product_page(const Listing& listing, const std::vector<const Listing*>& related) {
  std::ostringstream out;
  out << head(listing) << "<body>\n"
      << masthead(listing) << product(listing) << "<aside class=\"related\">\n<h2>" << wording(listing.language).related
      << "</h2>\n";
  for (const Listing* other : related) out << card(*other);
  out << "</aside>\n<footer>&copy; " << shop_name(listing.shape)
      << ", an invented shop of the Markhound samples</footer>\n</body>\n</html>\n";
  return out.str();
}

std::string index_page(const std::vector<Listing>& listings) {
  std::ostringstream out;
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The sample market</title>\n"
      << "<link rel=\"stylesheet\" href=\"shop.css\">\n</head>\n<body>\n<header class=\"shop\"><a class=\"shop-name\" "
         "href=\"index.html\">The sample market</a></header>\n"
      << "<main class=\"grid\">\n";
  for (const Listing& listing : listings) out << card(listing);
  out << "</main>\n</body>\n</html>\n";
  return out.str();
}

std::string sitemap(const std::vector<Listing>& listings) {
  std::ostringstream out;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const Listing& listing : listings) out << "<url><loc>{{base}}" << listing.page << "</loc></url>\n";
  out << "</urlset>\n";
  return out.str();
}

}  // namespace markhound::samples
