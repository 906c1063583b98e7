#include "crawler/platforms/labels.h"

#include <algorithm>
#include <array>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

struct Entry {
  std::string_view words;  // folded
  Labelled field;
  int rank = 2;
};

using enum Labelled;

// Longer ones first where one begins another; the first that fits counts.
constexpr std::array entries{
    // the shop's own number
    Entry{"sku #", sku},
    Entry{"sku", sku},
    Entry{"product code", sku},
    Entry{"product number", sku},
    Entry{"product no", sku},
    Entry{"product #", sku},
    Entry{"product id", sku},
    Entry{"product sku", sku},
    Entry{"item number", sku},
    Entry{"item no", sku},
    Entry{"item code", sku},
    Entry{"item #", sku},
    Entry{"item id", sku},
    Entry{"article number", sku},
    Entry{"article no", sku},
    Entry{"article code", sku},
    Entry{"art no", sku},
    Entry{"art. no", sku},
    Entry{"stock code", sku},
    Entry{"stock number", sku},
    Entry{"stock no", sku},
    Entry{"stock #", sku},
    Entry{"catalogue number", sku},
    Entry{"catalog number", sku},
    Entry{"catalogue no", sku},
    Entry{"cat. no", sku},
    Entry{"cat no", sku},
    Entry{"order code", sku},
    Entry{"web code", sku},
    Entry{"web id", sku},
    Entry{"webcode", sku},
    Entry{"listing id", sku},
    Entry{"post id", sku},
    Entry{"ad id", sku},
    Entry{"lot id", sku, 1},
    Entry{"reference number", sku},
    Entry{"reference no", sku},
    Entry{"reference", sku, 1},
    Entry{"ref. no", sku},
    Entry{"ref no", sku},
    Entry{"ref.", sku, 1},
    Entry{"ref:", sku, 1},
    Entry{"ref", sku, 1},
    Entry{"style number", sku, 1},
    Entry{"style no", sku, 1},
    Entry{"style #", sku, 1},
    Entry{"style code", sku, 1},
    Entry{"style:", sku, 1},
    Entry{"code:", sku, 1},
    Entry{"id:", sku, 1},
    Entry{"asin", sku},
    Entry{"artikelnummer", sku},
    Entry{"artikel-nummer", sku},
    Entry{"artikel-nr", sku},
    Entry{"artikelnr", sku},
    Entry{"artikel nr", sku},
    Entry{"art.-nr", sku},
    Entry{"art.nr", sku},
    Entry{"art. nr", sku},
    Entry{"art-nr", sku},
    Entry{"artikel:", sku, 1},
    Entry{"art.", sku, 1},
    Entry{"bestellnummer", sku},
    Entry{"bestell-nr", sku},
    Entry{"best.-nr", sku},
    Entry{"produktnummer", sku},
    Entry{"produkt-nr", sku},
    Entry{"produktcode", sku},
    Entry{"anzeigennummer", sku},
    Entry{"anzeigen-id", sku},
    Entry{"anzeige:", sku, 1},
    Entry{"référence", sku},
    Entry{"réf.", sku},
    Entry{"réf", sku},
    Entry{"code produit", sku},
    Entry{"code article", sku},
    Entry{"n° d'article", sku},
    Entry{"numéro d'article", sku},
    Entry{"numéro de produit", sku},
    Entry{"referencia", sku},
    Entry{"código del producto", sku},
    Entry{"código de producto", sku},
    Entry{"código de artículo", sku},
    Entry{"código artículo", sku},
    Entry{"código do produto", sku},
    Entry{"código produto", sku},
    Entry{"cód. produto", sku},
    Entry{"código:", sku, 1},
    Entry{"cód.", sku, 1},
    Entry{"referência", sku},
    Entry{"id produto", sku},
    Entry{"id do produto", sku},
    Entry{"codice articolo", sku},
    Entry{"codice prodotto", sku},
    Entry{"codice:", sku, 1},
    Entry{"cod. articolo", sku},
    Entry{"cod. art", sku},
    Entry{"cod. prodotto", sku},
    Entry{"cod.", sku, 1},
    Entry{"rif.", sku, 1},
    Entry{"artikelcode", sku},
    Entry{"bestelnummer", sku},
    Entry{"productcode", sku},
    Entry{"productnummer", sku},
    Entry{"varenummer", sku},
    Entry{"varenr", sku},
    Entry{"art.nr.", sku},
    Entry{"tuotenumero", sku},
    Entry{"tuotekoodi", sku},
    Entry{"kod produktu", sku},
    Entry{"numer katalogowy", sku},
    Entry{"symbol:", sku, 1},
    Entry{"indeks:", sku, 1},
    Entry{"kód produktu", sku},
    Entry{"kód zboží", sku},
    Entry{"kód tovaru", sku},
    Entry{"katalogové číslo", sku},
    Entry{"kat. číslo", sku},
    Entry{"objednací číslo", sku},
    Entry{"kód:", sku, 1},
    Entry{"obj. č", sku},
    Entry{"číslo produktu", sku},
    Entry{"číslo položky", sku},
    Entry{"šifra izdelka", sku},
    Entry{"šifra", sku},
    Entry{"šifra artikla", sku},
    Entry{"cikkszám", sku},
    Entry{"termékkód", sku},
    Entry{"cod produs", sku},
    Entry{"cod articol", sku},
    Entry{"produkta kods", sku},
    Entry{"preces kods", sku},
    Entry{"prekės kodas", sku},
    Entry{"toote kood", sku},
    Entry{"tootekood", sku},
    Entry{"ürün kodu", sku},
    Entry{"stok kodu", sku},
    Entry{"κωδικός προϊόντος", sku},
    Entry{"κωδικός", sku},
    Entry{"артикул", sku},
    Entry{"код товара", sku},
    Entry{"код товару", sku},
    Entry{"код продукта", sku},
    Entry{"код на продукта", sku},
    Entry{"код:", sku, 1},
    Entry{"каталожен номер", sku},
    Entry{"номер товара", sku},
    Entry{"קוד מוצר", sku},
    Entry{"מק\"ט", sku},
    Entry{"מק״ט", sku},
    Entry{"מקט", sku},
    Entry{"رمز المنتج", sku},
    Entry{"كود المنتج", sku},
    Entry{"کد محصول", sku},
    Entry{"کد کالا", sku},
    Entry{"商品編號", sku},
    Entry{"商品编号", sku},
    Entry{"商品代碼", sku},
    Entry{"商品货号", sku},
    Entry{"货号", sku},
    Entry{"貨號", sku},
    Entry{"款號", sku},
    Entry{"款号", sku},
    Entry{"產品編號", sku},
    Entry{"产品编号", sku},
    Entry{"品號", sku},
    Entry{"商品番号", sku},
    Entry{"商品コード", sku},
    Entry{"商品id", sku},
    Entry{"품번", sku},
    Entry{"상품번호", sku},
    Entry{"상품코드", sku},
    Entry{"제품번호", sku},
    Entry{"딜번호", sku},
    Entry{"รหัสสินค้า", sku},
    Entry{"mã sản phẩm", sku},
    Entry{"mã sp", sku},
    Entry{"kode produk", sku},
    // the maker's number
    Entry{"mpn", mpn},
    Entry{"manufacturer part number", mpn},
    Entry{"manufacturers part number", mpn},
    Entry{"manufacturer's part number", mpn},
    Entry{"manufacturer number", mpn},
    Entry{"manufacturer reference", mpn},
    Entry{"mfr part number", mpn},
    Entry{"mfr. part", mpn},
    Entry{"mfr #", mpn},
    Entry{"mfg part", mpn},
    Entry{"mfg #", mpn},
    Entry{"part number", mpn},
    Entry{"part no", mpn},
    Entry{"part #", mpn},
    Entry{"model number", mpn},
    Entry{"model no", mpn},
    Entry{"model #", mpn},
    Entry{"item model number", mpn},
    Entry{"model name / number", mpn, 1},
    Entry{"model code", mpn},
    Entry{"model:", mpn, 1},
    Entry{"herstellernummer", mpn},
    Entry{"hersteller-nr", mpn},
    Entry{"herstellerartikelnummer", mpn},
    Entry{"modellnummer", mpn},
    Entry{"modell-nr", mpn},
    Entry{"teilenummer", mpn},
    Entry{"référence fabricant", mpn},
    Entry{"réf. fabricant", mpn},
    Entry{"numéro de modèle", mpn},
    Entry{"referencia del fabricante", mpn},
    Entry{"número de modelo", mpn},
    Entry{"número de pieza", mpn},
    Entry{"codice produttore", mpn},
    Entry{"numero modello", mpn},
    Entry{"kod producenta", mpn},
    Entry{"kód výrobce", mpn},
    Entry{"part numbers", mpn},
    Entry{"p/n", mpn},
    Entry{"артикул производителя", mpn},
    Entry{"型號", mpn, 1},
    Entry{"型号", mpn, 1},
    Entry{"型番", mpn},
    Entry{"모델명", mpn, 1},
    // the trade's number
    Entry{"gtin", gtin},
    Entry{"ean code", gtin},
    Entry{"ean-code", gtin},
    Entry{"ean kód", gtin},
    Entry{"ean", gtin},
    Entry{"upc", gtin},
    Entry{"isbn-13", gtin},
    Entry{"isbn", gtin},
    Entry{"barcode", gtin},
    Entry{"jan code", gtin},
    Entry{"штрихкод", gtin},
    Entry{"штрих-код", gtin},
    Entry{"商品條碼", gtin},
    Entry{"條碼", gtin},
    Entry{"条码", gtin},
    Entry{"código de barras", gtin},
    Entry{"code-barres", gtin},
    Entry{"čiarový kód", gtin},
    Entry{"čárový kód", gtin},
    // brand and maker
    Entry{"brand name", brand},
    Entry{"brand", brand},
    Entry{"manufacturer", brand, 1},
    Entry{"make", brand, 1},
    Entry{"make/manufacturer", brand},
    Entry{"make / manufacturer", brand},
    Entry{"marke", brand},
    Entry{"hersteller", brand, 1},
    Entry{"marque", brand},
    Entry{"fabricant", brand, 1},
    Entry{"marca", brand},
    Entry{"fabricante", brand, 1},
    Entry{"produttore", brand, 1},
    Entry{"merk", brand},
    Entry{"märke", brand},
    Entry{"varumärke", brand},
    Entry{"mærke", brand},
    Entry{"merke", brand},
    Entry{"merkki", brand},
    Entry{"marka", brand},
    Entry{"producent", brand, 1},
    Entry{"značka", brand},
    Entry{"výrobce", brand, 1},
    Entry{"výrobca", brand, 1},
    Entry{"znamka", brand},
    Entry{"blagovna znamka", brand},
    Entry{"proizvajalec", brand, 1},
    Entry{"márka", brand},
    Entry{"gyártó", brand, 1},
    Entry{"zīmols", brand},
    Entry{"ražotājs", brand, 1},
    Entry{"gamintojas", brand, 1},
    Entry{"бренд", brand},
    Entry{"марка", brand},
    Entry{"производитель", brand, 1},
    Entry{"виробник", brand, 1},
    Entry{"производител", brand, 1},
    Entry{"מותג", brand},
    Entry{"יצרן", brand, 1},
    Entry{"العلامة التجارية", brand},
    Entry{"الماركة", brand},
    Entry{"برند", brand},
    Entry{"品牌", brand},
    Entry{"廠牌", brand},
    Entry{"ブランド", brand},
    Entry{"メーカー", brand, 1},
    Entry{"브랜드", brand},
    Entry{"제조사", brand, 1},
    Entry{"ยี่ห้อ", brand},
    Entry{"thương hiệu", brand},
    Entry{"merek", brand},
    Entry{"jenama", brand},
    // seller
    Entry{"sold by", seller},
    Entry{"seller", seller},
    Entry{"shop name", seller},
    Entry{"store name", seller},
    Entry{"shop:", seller, 1},
    Entry{"store:", seller, 1},
    Entry{"verkauft von", seller},
    Entry{"verkauf durch", seller},
    Entry{"verkäufer", seller},
    Entry{"anbieter", seller, 1},
    Entry{"vendu par", seller},
    Entry{"vendeur", seller},
    Entry{"vendido por", seller},
    Entry{"vendedor", seller},
    Entry{"venduto da", seller},
    Entry{"venditore", seller},
    Entry{"verkoop door", seller},
    Entry{"verkocht door", seller},
    Entry{"sprzedawca", seller},
    Entry{"prodejce", seller},
    Entry{"predajca", seller},
    Entry{"продавец", seller},
    Entry{"satıcı", seller},
    Entry{"卖家", seller},
    Entry{"賣家", seller},
    Entry{"店铺", seller, 1},
    Entry{"賣場", seller, 1},
    Entry{"販売元", seller},
    Entry{"판매자", seller},
    Entry{"người bán", seller},
    // can it be bought
    Entry{"availability", availability},
    Entry{"stock status", availability},
    Entry{"verfügbarkeit", availability},
    Entry{"disponibilité", availability},
    Entry{"disponibilidad", availability},
    Entry{"disponibilidade", availability},
    Entry{"disponibilità", availability},
    Entry{"dostupnost", availability},
    Entry{"dostupnosť", availability},
    Entry{"dostępność", availability},
    Entry{"razpoložljivost", availability},
    Entry{"beschikbaarheid", availability},
    Entry{"elérhetőség", availability},
    Entry{"наличие", availability},
    Entry{"наличност", availability},
    Entry{"наявність", availability},
    Entry{"διαθεσιμότητα", availability},
    Entry{"pieejamība", availability},
    Entry{"זמינות", availability},
    Entry{"庫存", availability},
    Entry{"库存", availability},
    Entry{"재고", availability},
};

/// "Nr.", "number" and marks that end a label: ":", "#", "：", "-", "." and blanks.
std::size_t separators(std::string_view rest, bool& ended) {
  std::size_t at = 0;
  while (at < rest.size()) {
    const std::string_view here = rest.substr(at);
    if (here.starts_with("：")) {
      ended = true;
      at += 3;
    } else if (here.starts_with("\xC2\xA0") || here.starts_with("º") || here.starts_with("°")) {
      at += 2;
    } else if (here[0] == ':' || here[0] == '#' || here[0] == '=') {
      ended = true;
      ++at;
    } else if (html::is_space(here[0]) || here[0] == '.' || here[0] == '-' || here[0] == '|') {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t leading_marks(std::string_view text) {
  std::size_t at = 0;
  for (bool moved = true; moved && at < text.size();) {
    moved = false;
    for (const std::string_view mark : {" ", "(", "[", "〈", "【", "(", "•", "-", "*", "#", "\xC2\xA0", "·", "└"})
      if (text.substr(at).starts_with(mark)) {
        at += mark.size();
        moved = true;
      }
  }
  return at;
}

bool continues_word(std::string_view rest) {
  if (rest.empty()) return false;
  const auto byte = static_cast<unsigned char>(rest[0]);
  return html::is_alpha(rest[0]) || (byte >= 0xC3 && byte <= 0xD9);
}

}  // namespace

std::optional<Label> label_at(std::string_view text) {
  constexpr std::size_t longest = 120;
  const std::string_view head = html::clipped(text, longest);
  const std::size_t skipped = leading_marks(head);
  const std::string low = html::folded(head.substr(skipped));
  const Entry* best = nullptr;
  for (const Entry& entry : entries) {
    if (!low.starts_with(entry.words)) continue;
    if (html::is_alpha(entry.words.back()) && continues_word(std::string_view(low).substr(entry.words.size())))
      continue;
    if (!best || entry.words.size() > best->words.size()) best = &entry;
  }
  if (!best) return std::nullopt;
  bool ended = best->words.back() == ':' || best->words.back() == '#';
  // Lower case can change the length of a text in bytes; labels do not, so offsets hold for both.
  std::size_t length = skipped + best->words.size();
  length += separators(head.substr(std::min(length, head.size())), ended);
  return Label{best->field, std::min(length, text.size()), best->rank, ended};
}

}  // namespace markhound::crawler
