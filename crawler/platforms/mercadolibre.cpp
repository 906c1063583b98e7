// Mercado Libre (Mercado Livre in Brazil): the item is in __PRELOADED_STATE__ or, in newer pages, in
// __NORDIC_RENDERING_CTX__; both hold the same components. Most pages have JSON-LD beside it.
#include <array>

#include "crawler/address/url.h"
#include "crawler/html/select.h"
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
    Notice{login, address, "/gz/account-verification"},
    Notice{login, address, "/jms/"},
    Notice{login, text, "para continuar, ingresa a tu cuenta"},
    Notice{login, text, "para continuar, acesse sua conta"},
    Notice{check, script, "suspicious-traffic"},
    Notice{check, address, "suspicious-traffic"},
    Notice{gone, text, "parece que esta página no existe"},
    Notice{gone, text, "parece que esta página não existe"},
    Notice{gone, text, "esta página no existe"},
    Notice{gone, text, "esta página não existe"},
};

/// "MLA677054757" of "/MLA-677054757-name_JM", "/p/MLA123", "/up/MLAU123" or "item_id:MLB123".
std::string number_at(std::string_view text) {
  if (!text.starts_with("ML") || text.size() < 6) return {};
  std::size_t letters = 2;
  while (letters < text.size() && letters < 5 && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  const std::size_t digits_at = letters + (text[letters] == '-' ? 1 : 0);
  const std::string digits = digits_at < text.size() ? leading_digits(text.substr(digits_at)) : std::string{};
  return digits.size() < 5 ? std::string{} : std::string(text.substr(0, letters)) + digits;
}

std::string number_in(std::string_view url) {
  for (const std::string_view marker : {"item_id:", "item_id%3A", "wid=", "/p/", "/up/", "/ML"})
    if (const std::size_t at = url.find(marker); at != url.npos)
      if (std::string number = number_at(url.substr(marker == "/ML" ? at + 1 : at + marker.size())); !number.empty())
        return number;
  return {};
}

std::string item_address(const std::string& url) {
  const std::string host = host_of(url);
  if (host.find("mercadoli") == host.npos) return {};
  const std::string_view path = std::string_view(url).substr(0, url.find_first_of("?#"));
  for (const std::string_view marker : {"/p/", "/up/"})
    if (const std::size_t at = path.find(marker); at != path.npos)
      if (const std::string number = number_at(path.substr(at + marker.size())); !number.empty())
        return "https://" + host + std::string(marker) + number;
  const std::size_t at = path.find("/ML");
  const std::string number = at == path.npos ? std::string{} : number_at(path.substr(at + 1));
  if (number.empty()) return {};
  return "https://" + host + "/" + number.substr(0, 3) + "-" + number.substr(3) + "-_JM";
}

/// The page names pictures by id, and a template for their addresses: "https://http2.mlstatic.com/D_NQ_NP_{id}-O.webp".
std::vector<std::string> images_of(const State& gallery, const OpenedPage& page) {
  const std::string form = gallery.text({"picture_config.template_zoom", "picture_config.template"});
  const std::size_t hole = form.find("{id}");
  std::vector<std::string> images;
  if (hole != form.npos)
    for (const std::string& id : gallery.texts("pictures.*.id", 40)) {
      std::string url = form;
      url.replace(hole, 4, id);
      if (const std::size_t name = url.find("{sanitizedTitle}"); name != url.npos) url.erase(name, 16);
      images.push_back(url);
    }
  if (images.empty()) images = gallery.texts("pictures.*.url", 40);
  return absolute_all(page, images);
}

void read_seller(const State& parts, const OpenedPage& page, Listing& own) {
  own.seller = parts.text({"**.seller_info.title", "**.seller.name", "**.seller_header.title.text", "**.seller_name"});
  for (const std::string_view before : {"Vendido por ", "Tienda oficial ", "Loja oficial "})
    if (own.seller.starts_with(before)) own.seller.erase(0, before.size());
  own.seller_url = page.absolute(parts.text({"**.seller_info.action.target", "**.seller.url", "**.seller_link.target"}))
                       .value_or("");
}

Listing read_item(const State& state, const OpenedPage& page) {
  Listing own;
  own.platform = "mercadolibre";
  own.url = item_address(page.base);
  const State initial = state.at("**.initialState");
  const State parts = initial.at("components");
  const State told = initial.at("**.melidata_event.event_data");
  own.id = told.text({"item_id"});
  if (own.id.empty()) own.id = initial.text({"id"});
  if (own.id.empty()) own.id = number_in(page.base);
  own.sku = own.id;
  own.title = parts.text({"header.title", "short_description.*.title"});
  if (own.title.empty()) own.title = html::text_of(page.document, {"ui-pdp-title"});
  if (own.title.empty()) return own;
  const std::string code = parts.text({"price.price.currency_id", "price.currency_id"});
  const std::string currency = code.empty() ? told.text({"currency_id"}) : code;
  if (const auto price = money_of_number(parts.text({"price.price.value", "price.value"}), currency))
    own.price = *price;
  else if (const auto said = money_of_number(told.text({"price"}), currency))
    own.price = *said;
  own.images = images_of(parts.at("gallery"), page);
  own.category = trail_of(parts.texts("breadcrumb.categories.*.label.text"));
  own.description = text_of_html(parts.text({"description.content"}));
  if (const std::string status = told.text({"item_status"}); !status.empty())
    own.availability = status == "active" ? "InStock" : "OutOfStock";
  read_seller(parts, page, own);
  for (const State& choice : parts.all("variations.pickers.*", 20))
    add_variant(own.variants, choice.text({"label.text", "label"}), choice.texts("products.*.label.text"));
  return own;
}

std::vector<std::string> listed(const State& state) {
  std::vector<std::string> urls;
  for (const std::string& link : state.texts("**.results.*.permalink", 500))
    if (std::string url = item_address(link); !url.empty()) urls.push_back(std::move(url));
  return urls;
}

bool accepts(const Capture& capture) {
  return accepts_html(capture) && (is_site(capture, "mercadolibre") || is_site(capture, "mercadolivre"));
}

Page parse_page(const Capture& capture) {
  OpenedPage opened = open_page(capture);
  State state = find_state(opened, {"__PRELOADED_STATE__", "_n.ctx.r"});
  return read_platform_page(opened, read_item(state, opened), {item_address, notices, saved_page_road}, listed(state));
}

/// In the country of the query's reader nothing is known here: Mexico's is the largest market in Spanish.
std::string search_url(const std::string& query) { return with_query("https://listado.mercadolibre.com.mx/", query); }

}  // namespace

extern const Platform mercadolibre{"mercadolibre", accepts, parse_page, search_url};

}  // namespace markhound::crawler
