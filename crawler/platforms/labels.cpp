#include "crawler/platforms/labels.h"

#include <algorithm>
#include <array>
#include <vector>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

struct Group {
  Labelled field;
  int rank;
  std::string_view words;  // folded, parted by '|'
};

using enum Labelled;

constexpr std::array groups{
    Group{sku, 2,
          "sku #|sku|product code|product number|product no|product #|product id|product sku|"
          "item number|item no|item code|item #|item id|article number|article no|article code|art no|"
          "art. no|stock code|stock number|stock no|stock #|catalogue number|catalog number|"
          "catalogue no|cat. no|cat no|order code|web code|web id|webcode|listing id|post id|ad id|"
          "reference number|reference no|ref. no|ref no|asin|artikelnummer|artikel-nummer|artikel-nr|"
          "artikelnr|artikel nr|art.-nr|art.nr|art. nr|art-nr|bestellnummer|bestell-nr|best.-nr|"
          "produktnummer|produkt-nr|produktcode|anzeigennummer|anzeigen-id|référence|réf.|réf|"
          "code produit|code article|n° d'article|numéro d'article|numéro de produit|referencia|"
          "código del producto|código de producto|código de artículo|código artículo|"
          "código do produto|código produto|cód. produto|referência|id produto|id do produto|"
          "codice articolo|codice prodotto|cod. articolo|cod. art|cod. prodotto|artikelcode|"
          "bestelnummer|productcode|productnummer|varenummer|varenr|art.nr.|tuotenumero|tuotekoodi|"
          "kod produktu|numer katalogowy|kód produktu|kód zboží|kód tovaru|katalogové číslo|"
          "kat. číslo|objednací číslo|obj. č|číslo produktu|číslo položky|šifra izdelka|"
          "šifra|šifra artikla|cikkszám|termékkód|cod produs|cod articol|produkta kods|preces kods|"
          "prekės kodas|toote kood|tootekood|ürün kodu|stok kodu|κωδικός προϊόντος|"
          "κωδικός|артикул|код товара|код товару|"
          "код продукта|код на продукта|каталожен номер|"
          "номер товара|קוד מוצר|מק\"ט|מק״ט|מקט|رمز المنتج|"
          "كود المنتج|کد محصول|کد کالا|商品編號|商品编号|商品代碼|"
          "商品货号|货号|貨號|款號|款号|產品編號|产品编号|品號|商品番号|"
          "商品コード|商品id|품번|상품번호|상품코드|제품번호|딜번호|"
          "รหัสสินค้า|mã sản phẩm|mã sp|kode produk"},
    Group{sku, 1,
          "lot id|reference|ref.|ref:|ref|style number|style no|style #|style code|style:|code:|id:|"
          "artikel:|art.|anzeige:|código:|cód.|codice:|cod.|rif.|symbol:|indeks:|kód:|код:"},
    Group{mpn, 2,
          "mpn|manufacturer part number|manufacturers part number|manufacturer's part number|"
          "manufacturer number|manufacturer reference|mfr part number|mfr. part|mfr #|mfg part|mfg #|"
          "part number|part no|part #|model number|model no|model #|item model number|model code|"
          "herstellernummer|hersteller-nr|herstellerartikelnummer|modellnummer|modell-nr|teilenummer|"
          "référence fabricant|réf. fabricant|numéro de modèle|referencia del fabricante|"
          "número de modelo|número de pieza|codice produttore|numero modello|kod producenta|"
          "kód výrobce|part numbers|p/n|артикул производителя|型番"},
    Group{mpn, 1, "model name / number|model:|型號|型号|모델명"},
    Group{gtin, 2,
          "gtin|ean code|ean-code|ean kód|ean|upc|isbn-13|isbn|barcode|jan code|штрихкод|"
          "штрих-код|商品條碼|條碼|条码|código de barras|code-barres|čiarový kód|"
          "čárový kód"},
    Group{brand, 2,
          "brand name|brand|make/manufacturer|make / manufacturer|marke|marque|marca|merk|märke|"
          "varumärke|mærke|merke|merkki|marka|značka|znamka|blagovna znamka|márka|zīmols|"
          "бренд|марка|מותג|العلامة التجارية|الماركة|برند|"
          "品牌|廠牌|ブランド|브랜드|ยี่ห้อ|thương hiệu|merek|jenama"},
    Group{brand, 1,
          "manufacturer|make|hersteller|fabricant|fabricante|produttore|producent|výrobce|výrobca|"
          "proizvajalec|gyártó|ražotājs|gamintojas|производитель|виробник|"
          "производител|יצרן|メーカー|제조사"},
    Group{seller, 2,
          "sold by|seller|shop name|store name|verkauft von|verkauf durch|verkäufer|vendu par|vendeur|"
          "vendido por|vendedor|venduto da|venditore|verkoop door|verkocht door|sprzedawca|prodejce|"
          "predajca|продавец|satıcı|卖家|賣家|販売元|판매자|người bán"},
    Group{seller, 1, "shop:|store:|anbieter|店铺|賣場"},
    Group{availability, 2,
          "availability|stock status|verfügbarkeit|disponibilité|disponibilidad|disponibilidade|"
          "disponibilità|dostupnost|dostupnosť|dostępność|razpoložljivost|beschikbaarheid|"
          "elérhetőség|наличие|наличност|наявність|"
          "διαθεσιμότητα|pieejamība|זמינות|庫存|库存|재고"},
};

struct Entry {
  std::string_view words;
  const Group* group;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> made;
    for (const Group& group : groups)
      for (std::string_view rest = group.words; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        made.push_back({rest.substr(0, end), &group});
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return made;
  }();
  return all;
}

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
  for (const Entry& entry : entries()) {
    if (low.empty() || low[0] != entry.words[0] || !low.starts_with(entry.words)) continue;
    if (html::is_alpha(entry.words.back()) && continues_word(std::string_view(low).substr(entry.words.size())))
      continue;
    if (!best || entry.words.size() > best->words.size()) best = &entry;
  }
  if (!best) return std::nullopt;
  bool ended = best->words.back() == ':' || best->words.back() == '#';
  // Lower case can change the length of a text in bytes; labels do not, so offsets hold for both.
  std::size_t length = skipped + best->words.size();
  length += separators(head.substr(std::min(length, head.size())), ended);
  return Label{best->group->field, std::min(length, text.size()), best->group->rank, ended};
}

}  // namespace markhound::crawler
