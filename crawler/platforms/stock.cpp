#include "crawler/platforms/stock.h"

#include <algorithm>
#include <array>

#include "crawler/html/text.h"
#include "crawler/platforms/availability.h"

namespace markhound::crawler {
namespace {

using html::Document;
using Id = Document::Id;

constexpr std::array<std::string_view, 80> order_words{"add to cart",
                                                       "買い物かごに入れる",
                                                       "かごに入れる",
                                                       "今すぐ購入",
                                                       "購入手続き",
                                                       "放入購物車",
                                                       "放入购物车",
                                                       "加入購物袋",
                                                       "直接購買",
                                                       "바로구매",
                                                       "tambah ke keranjang",
                                                       "masukkan keranjang",
                                                       "beli sekarang",
                                                       "เพิ่มลงตะกร้า",
                                                       "เพิ่มลงในตะกร้า",
                                                       "ซื้อเลย",
                                                       "หยิบใส่ตะกร้า",
                                                       "mua ngay",
                                                       "adicionar à sacola",
                                                       "add to basket",
                                                       "add to bag",
                                                       "add to trolley",
                                                       "buy now",
                                                       "buy it now",
                                                       "place bid",
                                                       "add to order",
                                                       "order now",
                                                       "in den warenkorb",
                                                       "in den einkaufswagen",
                                                       "jetzt kaufen",
                                                       "ajouter au panier",
                                                       "acheter",
                                                       "añadir al carrito",
                                                       "agregar al carrito",
                                                       "añadir a la cesta",
                                                       "comprar",
                                                       "aggiungi al carrello",
                                                       "acquista",
                                                       "adicionar ao carrinho",
                                                       "in winkelwagen",
                                                       "in winkelmandje",
                                                       "bestellen",
                                                       "lägg i varukorg",
                                                       "köp",
                                                       "læg i kurv",
                                                       "legg i handlekurv",
                                                       "lisää ostoskoriin",
                                                       "do koszyka",
                                                       "kup teraz",
                                                       "do košíku",
                                                       "do košíka",
                                                       "vložit do",
                                                       "v košarico",
                                                       "dodaj u košaricu",
                                                       "kosárba",
                                                       "adaugă în coș",
                                                       "adauga in cos",
                                                       "в корзину",
                                                       "купить",
                                                       "до кошика",
                                                       "купити",
                                                       "добави в количката",
                                                       "sepete ekle",
                                                       "hemen al",
                                                       "στο καλάθι",
                                                       "הוסף לסל",
                                                       "הוספה לסל",
                                                       "أضف إلى",
                                                       "加入购物车",
                                                       "加入購物車",
                                                       "立即购买",
                                                       "立即購買",
                                                       "カートに入れる",
                                                       "장바구니",
                                                       "구매하기",
                                                       "ใส่ตะกร้า",
                                                       "thêm vào giỏ",
                                                       "grozā",
                                                       "į krepšelį",
                                                       "lisa ostukorvi"};

constexpr std::array<std::string_view, 14> order_names{
    "add-to-cart", "addtocart", "add_to_cart",   "add-to-basket", "addtobasket", "add-to-bag", "addtobag",
    "buy-now",     "buynow",    "buybox-button", "btn-cart",      "btn-buy",     "add-cart",   "buy-button"};

constexpr std::array<std::string_view, 9> stock_names{"availab",  "stock",      "soldout",   "sold-out",   "verfugbar",
                                                      "disponib", "outofstock", "inventory", "unavailable"};

constexpr std::array<std::string_view, 6> variant_names{"variant", "swatch", "size", "option", "colour", "color"};

bool is_button(const Document& document, Id id) {
  const auto& node = document[id];
  if (node.name == "button") return true;
  if (node.name == "input") {
    const std::string type = html::lowered(document.attribute(id, "type"));
    return type == "submit" || type == "button" || type == "image";
  }
  return node.name == "a" || html::equal_ignoring_case(document.attribute(id, "role"), "button");
}

/// What the button says, in text or in attributes.
std::string caption(const Document& document, Id id) {
  std::string words = document.visible_text(id, 80);
  for (const char* key : {"value", "title", "aria-label", "alt"}) {
    words += ' ';
    words += html::clipped(document.attribute(id, key), 80);
  }
  return html::folded(words);
}

bool can_be_pressed(const Document& document, Id id) {
  const std::string names = html::lowered(document.attribute(id, "class"));
  return !document[id].hidden && !document.has_attribute(id, "disabled") &&
         document.attribute(id, "aria-disabled") != "true" && names.find("disabled") == names.npos;
}

bool has_order_button(const Layout& layout) {
  const Document& document = layout.document();
  for (Id id = 0; id < document.size(); ++id) {
    const std::int64_t away = layout.after_heading(id);
    if (document[id].name.empty() || away < -1000 || away > 4000 || layout.aside(id) || !is_button(document, id))
      continue;
    const bool told = holds_any(layout.names(id), order_names) || holds_any(caption(document, id), order_words);
    if (told && can_be_pressed(document, id)) return true;
  }
  return false;
}

/// The nearest statement about stock after the heading: a short text that says so, best in an element named for it.
std::string stated(const Layout& layout) {
  const Document& document = layout.document();
  std::string best;
  int most = 0;
  for (Id id = 0; id < document.size(); ++id) {
    const auto& node = document[id];
    if (!node.name.empty() || node.hidden || node.text.size() > 160 || node.parent == Document::none ||
        layout.aside(id))
      continue;
    if (document[node.parent].name == "option" || document[node.parent].name == "label" || node.text.size() < 4)
      continue;
    const std::int64_t away = layout.after_heading(id);
    if (away < -100 || away > 1500) continue;
    const std::string words = availability_in(node.text);
    if (words.empty()) continue;
    const std::string names = layout.names_around(id, 2);
    if (holds_any(names, variant_names)) continue;  // one size is gone, not the thing
    const bool named = holds_any(names, stock_names);
    const int points = (named ? 4 : 0) + (away < 400 ? 2 : 1) + (node.text.size() < 50 ? 2 : 0);
    if (points <= most) continue;
    most = points;
    best = words;
  }
  return most >= 4 ? best : std::string{};
}

}  // namespace

SeenStock seen_stock(const Layout& layout, const LabelledValues& values) {
  SeenStock seen;
  seen.by_button = has_order_button(layout);
  if (values.availability.points > 0) seen.availability = availability_in(values.availability.text);
  if (seen.availability.empty()) seen.availability = stated(layout);
  // A variant that is gone does not take the button away.
  if (seen.by_button && seen.availability != "PreOrder") seen.availability = "InStock";
  return seen;
}

}  // namespace markhound::crawler
