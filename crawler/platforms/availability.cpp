#include "crawler/platforms/availability.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <utility>

#include "crawler/html/text.h"

namespace markhound::crawler {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array names{
    Words{"instock", "InStock"},
    Words{"outofstock", "OutOfStock"},
    Words{"soldout", "SoldOut"},
    Words{"preorder", "PreOrder"},
    Words{"presale", "PreSale"},
    Words{"backorder", "BackOrder"},
    Words{"discontinued", "Discontinued"},
    Words{"instoreonly", "InStoreOnly"},
    Words{"onlineonly", "OnlineOnly"},
    Words{"limitedavailability", "LimitedAvailability"},
    Words{"madetoorder", "MadeToOrder"},
    Words{"reserved", "Reserved"},
    Words{"available", "InStock"},
    Words{"availablefororder", "BackOrder"},
    Words{"oos", "OutOfStock"},
    Words{"unavailable", "OutOfStock"},
    Words{"notavailable", "OutOfStock"},
    Words{"availableforpreorder", "PreOrder"},
};

// What cannot be bought is told first: "not available" holds "available". Lower case.
constexpr std::array unavailable{
    "out of stock",
    "out-of-stock",
    "sold out",
    "currently unavailable",
    "not available",
    "no longer available",
    "temporarily unavailable",
    "item is unavailable",
    "not in stock",
    "bidding has ended",
    "listing has ended",
    "this listing was ended",
    "this listing ended",
    "has sold",
    "no longer for sale",
    "discontinued",
    "ausverkauft",
    "nicht verfügbar",
    "nicht lieferbar",
    "nicht vorrätig",
    "nicht auf lager",
    "derzeit nicht",
    "vergriffen",
    "rupture de stock",
    "en rupture",
    "indisponible",
    "épuisé",
    "non disponible",
    "agotado",
    "sin stock",
    "no disponible",
    "sin existencias",
    "esaurito",
    "esgotado",
    "indisponível",
    "sem stock",
    "sem estoque",
    "não disponível",
    "uitverkocht",
    "niet op voorraad",
    "niet leverbaar",
    "slutsåld",
    "slut i lager",
    "ej i lager",
    "udsolgt",
    "ikke på lager",
    "utsolgt",
    "loppuunmyyty",
    "ei varastossa",
    "wyprzedan",
    "brak w magazynie",
    "niedostępn",
    "produkt niedostępny",
    "vyprodáno",
    "vypredané",
    "není skladem",
    "nie je skladom",
    "razprodano",
    "ni na zalogi",
    "rasprodano",
    "elfogyott",
    "nincs raktáron",
    "nincs készleten",
    "stoc epuizat",
    "indisponibil",
    "nu este în stoc",
    "изчерпан",
    "няма наличност",
    "нет в наличии",
    "нет на складе",
    "распродан",
    "снят с производства",
    "немає в наявності",
    "закінчився",
    "tükendi",
    "stokta yok",
    "εξαντλη",
    "μη διαθέσιμο",
    "אזל",
    "לא במלאי",
    "نفذ",
    "غير متوفر",
    "ناموجود",
    "缺货",
    "缺貨",
    "售罄",
    "售完",
    "已售完",
    "无货",
    "無貨",
    "補貨中",
    "已下架",
    "商品已下架",
    "売り切れ",
    "在庫切れ",
    "在庫なし",
    "完売",
    "品切れ",
    "入荷待ち",
    "再入荷",
    "取り扱い終了",
    "販売終了",
    "配貨中",
    "품절",
    "매진",
    "판매종료",
    "สินค้าหมด",
    "hết hàng",
    "ngừng kinh doanh",
    "สินค้าไม่เพียงพอ",
    "ของหมด",
    "kosong",
    "tidak tersedia",
    "일시품절",
    "stok habis",
    "habis terjual",
    "nav pieejams",
    "izpārdots",
    "išparduota",
    "läbi müüdud",
};

constexpr std::array orderable{"pre-order",      "preorder",  "pre order", "vorbestell", "précommande", "precommande",
                               "reservar ahora", "предзаказ", "予約",      "预售",       "預購",        "예약"};

constexpr std::array available{
    "in stock",      "in-stock",       "available now", "ready to ship",
    "available for", "item available", "auf lager",     "sofort lieferbar",
    "lieferbar",     "vorrätig",       "verfügbar",     "en stock",
    "disponible",    "disponibile",    "disponível",    "em stock",
    "em estoque",    "op voorraad",    "i lager",       "på lager",
    "varastossa",    "w magazynie",    "dostępn",       "skladem",
    "skladom",       "na zalogi",      "na skladištu",  "na stanju",
    "raktáron",      "készleten",      "în stoc",       "in stoc",
    "в наличии",     "в наличност",    "є в наявності", "в наявності",
    "stokta var",    "διαθέσιμο",      "במלאי",         "متوفر",
    "موجود",         "有货",           "有貨",          "现货",
    "現貨",          "在庫あり",       "재고 있음",     "มีสินค้า",
    "còn hàng",      "tersedia",       "พร้อมส่ง",        "即納",
    "在庫あり",      "ada stok",       "pieejams",      "noliktavā",
    "yra sandėlyje", "laos olemas",
};

/// Finds any of its phrases in one pass: most places of a text are passed by at the sight of their first two bytes.
class Phrases {
 public:
  template <class List>
  explicit Phrases(const List& list) {
    for (const std::string_view phrase : list) {
      const std::size_t start = start_of(phrase);
      begins_[start] = true;
      phrases_.emplace(start, phrase);
    }
  }

  bool in(std::string_view text) const {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const std::string_view rest = text.substr(i);
      const std::size_t start = start_of(rest);
      if (!begins_[start]) continue;
      const auto [from, to] = phrases_.equal_range(start);
      if (std::any_of(from, to, [&](const auto& entry) { return rest.starts_with(entry.second); })) return true;
    }
    return false;
  }

 private:
  static std::size_t start_of(std::string_view text) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[0])) << 8 | static_cast<unsigned char>(text[1]);
  }

  std::bitset<1 << 16> begins_;
  std::multimap<std::size_t, std::string_view> phrases_;
};

}  // namespace

std::string availability_name(std::string_view value) {
  value = html::trim(value);
  const std::size_t cut = value.find_last_of("/#:");
  if (cut != value.npos) value.remove_prefix(cut + 1);
  std::string key = html::lowered(value);
  std::erase_if(key, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  for (const auto& [spelling, name] : names)
    if (key == spelling) return std::string(name);
  return value.size() <= 60 ? availability_in(value) : std::string{};
}

std::string availability_in(std::string_view text) {
  const std::string low = html::folded(html::clipped(text, 2000));
  static const Phrases gone(unavailable);
  static const Phrases to_come(orderable);
  static const Phrases there(available);
  if (gone.in(low)) return "OutOfStock";
  if (to_come.in(low)) return "PreOrder";
  return there.in(low) ? "InStock" : std::string{};
}

}  // namespace markhound::crawler
