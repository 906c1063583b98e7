// Product pages as the wild has them, each an invented page of one habit: formats of numbers, words about stock,
// instalments, unit prices, offers in several currencies, brands and numbers in odd places.
#include <gmock/gmock.h>

#include "tests/crawler/platforms/pages.h"

namespace markhound {
namespace {

using testing::ElementsAre;

Listing listing_of(const std::string& html, const std::string& url = "https://shop.example/item/1") {
  const auto page = test::parsed(html, url);
  EXPECT_EQ(page.listings.size(), 1u) << html;
  return page.listings.empty() ? Listing{} : page.listings[0];
}

std::string product(const std::string& json, const std::string& body = "") {
  return "<title>Anvil</title><script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"Anvil\"," + json +
         "}</script><h1>Anvil</h1>" + body;
}

struct Seen {
  const char* url;
  const char* page;
  const char* amount;
  const char* currency;
  const char* availability;
};

class SeenInTheWild : public testing::TestWithParam<Seen> {};

TEST_P(SeenInTheWild, PriceCurrencyAndStock) {
  const Seen& seen = GetParam();
  const Listing listing = listing_of(seen.page, seen.url);
  EXPECT_EQ(listing.price.amount, seen.amount) << seen.page;
  EXPECT_EQ(listing.price.currency, seen.currency) << seen.page;
  EXPECT_EQ(listing.availability, seen.availability) << seen.page;
}

INSTANTIATE_TEST_SUITE_P(
    Shops, SeenInTheWild,
    testing::Values(
        Seen{"https://mise.example.jp/i/1",
             "<html lang=ja><h1>鋳物の鉄床</h1><p class=price>12,800円<span>（税込）</span></p><p>送料 "
             "550円</p><button>買い物かごに入れる</button>",
             "12800", "JPY", "InStock"},
        Seen{"https://mise.example.jp/i/2",
             "<html lang=ja><h1>鋳物の鉄床</h1><p class=price>税込 ￥１２，８００</p><p class=stock>入荷待ち</p>",
             "12800", "JPY", "OutOfStock"},
        Seen{"https://dian.example.cn/i/1",
             "<html lang=zh-CN><h1>手工铁砧 摆件</h1><div class=price><del>¥299.00</del> <em>¥199.00</em></div><a "
             "class=btn>立即购买</a>",
             "199.00", "CNY", "InStock"},
        Seen{"https://dian.example.tw/i/1",
             "<html lang=zh-TW><h1>手工鐵砧 擺件</h1><div class=price>NT$1,280</div><button>放入購物車</button>",
             "1280", "TWD", "InStock"},
        Seen{"https://laden.example.de/i/1",
             "<html lang=de><h1>Amboss aus Guss</h1><div class=price>1.299,00 €</div><small>inkl. MwSt. (12,99 € / "
             "kg)</small>"
             "<p>Versand 4,90 €</p><p>Sofort lieferbar</p>",
             "1299.00", "EUR", "InStock"},
        Seen{"https://laden.example.de/i/2",
             "<html lang=de><h1>Amboss aus Guss</h1><div class=price>59,-&nbsp;€</div><p class=stock>Leider "
             "ausverkauft</p>",
             "59", "EUR", "OutOfStock"},
        Seen{"https://laden.example.ch/i/1",
             "<html lang=de-CH><h1>Amboss aus Guss</h1><div class=price>CHF 1'234.50</div><button>In den "
             "Warenkorb</button>",
             "1234.50", "CHF", "InStock"},
        Seen{
            "https://laden.example.ch/i/2",
            "<html lang=de-CH><h1>Amboss aus Guss</h1><div class=price>CHF 19.–</div><button>In den Warenkorb</button>",
            "19", "CHF", "InStock"},
        Seen{"https://boutique.example.fr/i/1",
             "<html lang=fr><h1>Enclume en fonte</h1><div class=prix>1 299,00 €</div><p>ou 3 x 433,00 € sans frais</p>"
             "<button>Ajouter au panier</button>",
             "1299.00", "EUR", "InStock"},
        Seen{"https://boutique.example.fr/i/2",
             "<html lang=fr><h1>Enclume en fonte</h1><div class=prix>19€99</div><p class=stock>Épuisé</p>", "19.99",
             "EUR", "OutOfStock"},
        Seen{"https://tienda.example.es/i/1",
             "<html lang=es><h1>Yunque de hierro</h1><span class=precio>1.299,95 €</span><button>Añadir al "
             "carrito</button>",
             "1299.95", "EUR", "InStock"},
        Seen{"https://tienda.example.com.mx/i/1",
             "<html lang=es-MX><h1>Yunque de hierro</h1><span class=precio>$1,299.00</span><p>12 mensualidades de "
             "$108.25</p>"
             "<button>Agregar al carrito</button>",
             "1299.00", "MXN", "InStock"},
        Seen{"https://loja.example.com.br/i/1",
             "<html lang=pt-BR><h1>Bigorna de ferro</h1><div class=preco><s>R$ 1.499,00</s> <strong>R$ "
             "1.234,56</strong></div>"
             "<p>ou 12x de R$ 102,88 sem juros</p><button>Comprar agora</button>",
             "1234.56", "BRL", "InStock"},
        Seen{"https://toko.example.co.id/i/1",
             "<html lang=id><h1>Landasan besi tuang</h1><div class=price>Rp150.000</div><button>Tambah ke "
             "keranjang</button>",
             "150000", "IDR", "InStock"},
        Seen{"https://toko.example.co.id/i/2",
             "<html lang=id><h1>Landasan besi tuang</h1><div class=price>Rp 1.250.000</div><p class=stock>Stok "
             "habis</p>",
             "1250000", "IDR", "OutOfStock"},
        Seen{"https://ran.example.co.th/i/1",
             "<html lang=th><h1>ทั่งเหล็กหล่อ</h1><div class=price>฿1,290.00</div><button>เพิ่มลงตะกร้า</button>", "1290.00",
             "THB", "InStock"},
        Seen{"https://cuahang.example.vn/i/1",
             "<html lang=vi><h1>Đe sắt đúc</h1><div class=price>1.299.000₫</div><button>Thêm vào giỏ hàng</button>",
             "1299000", "VND", "InStock"},
        Seen{"https://cuahang.example.vn/i/2",
             "<html lang=vi><h1>Đe sắt đúc</h1><div class=price>199.000 đ</div><p class=stock>Tạm hết hàng</p>",
             "199000", "VND", "OutOfStock"},
        Seen{"https://dukan.example.in/i/1",
             "<html lang=en-IN><h1>Cast iron anvil</h1><div class=price>₹1,23,456.00</div><button>Add to cart</button>",
             "123456.00", "INR", "InStock"},
        Seen{"https://gage.example.kr/i/1",
             "<html lang=ko><h1>주철 모루 장식</h1><div class=price>12,900원</div><button>장바구니 담기</button>",
             "12900", "KRW", "InStock"},
        Seen{"https://butik.example.se/i/1",
             "<html lang=sv><h1>Städ i gjutjärn</h1><div class=pris>1 299:-</div><p class=stock>Slut i lager</p>",
             "1299", "SEK", "OutOfStock"},
        Seen{"https://sklep.example.pl/i/1",
             "<html lang=pl><h1>Kowadło żeliwne</h1><div class=cena>1 299,99 zł</div><p>Najniższa cena z 30 dni: 1 "
             "199,99 zł</p>"
             "<button>Dodaj do koszyka</button>",
             "1299.99", "PLN", "InStock"},
        Seen{"https://magazin.example.ru/i/1",
             "<html lang=ru><h1>Наковальня чугунная</h1><div class=price>1 299 ₽</div><button>В "
             "корзину</button>",
             "1299", "RUB", "InStock"},
        Seen{"https://dukkan.example.com.tr/i/1",
             "<html lang=tr><h1>Döküm örs</h1><div class=fiyat>1.299,90 TL</div><button>Sepete Ekle</button>",
             "1299.90", "TRY", "InStock"},
        Seen{"https://matjar.example.ae/i/1",
             "<html lang=ar><h1>سندان من الحديد</h1><div class=price>١٬٢٣٤٫٥٠ د.إ</div><button>أضف إلى السلة</button>",
             "1234.50", "AED", "InStock"}));

TEST(Offers, OfSeveralCurrenciesThatOfTheMarket) {
  const std::string offers =
      R"("offers":[{"@type":"Offer","price":"20.00","priceCurrency":"USD","availability":"InStock"},
      {"@type":"Offer","price":"18.00","priceCurrency":"EUR","availability":"InStock"},
      {"@type":"Offer","price":"16.00","priceCurrency":"GBP","availability":"InStock"}])";
  EXPECT_EQ(listing_of(product(offers), "https://shop.co.uk/item/1").price.currency, "GBP");
  EXPECT_EQ(listing_of(product(offers), "https://shop.de/item/1").price.amount, "18.00");
  EXPECT_EQ(listing_of(product(offers)).price.amount, "20.00");
}

TEST(Offers, ARangeHasTwoEnds) {
  const Listing anvil = listing_of(product(
      R"("offers":{"@type":"AggregateOffer","lowPrice":"18.00","highPrice":"25.50","priceCurrency":"EUR","offerCount":3})"));
  EXPECT_EQ(anvil.price.amount, "18.00");
  EXPECT_EQ(anvil.price_to.amount, "25.50");
  EXPECT_EQ(anvil.price_to.currency, "EUR");
  const Listing one = listing_of(
      product(R"("offers":{"@type":"AggregateOffer","lowPrice":"18.00","highPrice":"18.00","priceCurrency":"EUR"})"));
  EXPECT_TRUE(one.price_to.empty());
  const Listing seen =
      listing_of("<h1>Cast iron anvil</h1><div class=price>$18.00 – $25.50</div><button>Add to cart</button>");
  EXPECT_EQ(seen.price.amount, "18.00");
  EXPECT_EQ(seen.price_to.amount, "25.50");
}

TEST(Offers, AUnitPriceIsNotThePrice) {
  EXPECT_EQ(
      listing_of(
          product(
              R"("offers":{"@type":"Offer","priceSpecification":[{"@type":"UnitPriceSpecification","price":"3.98","priceCurrency":"EUR",
      "referenceQuantity":{"@type":"QuantitativeValue","value":"1","unitCode":"KGM"}},{"@type":"PriceSpecification","price":"19.90","priceCurrency":"EUR"}]})"))
          .price.amount,
      "19.90");
  EXPECT_EQ(
      listing_of(
          product(
              R"("offers":{"@type":"Offer","priceSpecification":{"@type":"UnitPriceSpecification","price":"19.90","priceCurrency":"EUR"}})"))
          .price.amount,
      "19.90");
}

TEST(Offers, NumbersAndEntitiesInJson) {
  const Listing anvil = listing_of(product(
      R"("description":"Cast &amp; forged","brand":[{"@type":"Brand","name":"Acme &amp; Sons"}],"offers":[{"price":1234.5,"priceCurrency":"EUR"}])"));
  EXPECT_EQ(anvil.price.amount, "1234.5");
  EXPECT_EQ(anvil.brand, "Acme & Sons");
  EXPECT_EQ(anvil.description, "Cast & forged");
}

TEST(Brand, InAllItsForms) {
  for (const char* brand : {R"("brand":"Acme")", R"("brand":{"@type":"Brand","name":"Acme"})", R"("brand":["Acme"])",
                            R"("brand":{"@type":"Organization","name":["Acme"]})", R"("manufacturer":{"name":"Acme"})"})
    EXPECT_EQ(listing_of(product(std::string(brand) + R"(,"offers":{"price":"5","priceCurrency":"EUR"})")).brand,
              "Acme")
        << brand;
}

TEST(Gtin, AWrongCheckDigitIsNone) {
  const std::string offer = R"(,"offers":{"price":"5","priceCurrency":"EUR"})";
  EXPECT_EQ(listing_of(product(R"("gtin13":"4006381333931")" + offer)).gtin, "4006381333931");
  EXPECT_EQ(listing_of(product(R"("gtin12":"036000291452")" + offer)).gtin, "036000291452");
  EXPECT_EQ(listing_of(product(R"("gtin":"96385074")" + offer)).gtin, "96385074");
  EXPECT_EQ(listing_of(product(R"("gtin13":"4006381333932")" + offer)).gtin, "");
  EXPECT_EQ(listing_of(product(R"("gtin13":"4006381333932")" + offer, "<p>EAN: 4006381333931</p>")).gtin,
            "4006381333931");
  EXPECT_EQ(listing_of(product(R"("gtin":"0000000000000")" + offer)).gtin, "");
}

TEST(Address, CanonicalBeforeOgUrl) {
  const std::string head =
      "<link rel=canonical href='https://shop.example/anvil'><meta property=og:url "
      "content='https://shop.example/anvil?ref=og'>";
  EXPECT_EQ(listing_of(head + product(R"("offers":{"price":"5","priceCurrency":"EUR"})")).url,
            "https://shop.example/anvil");
}

}  // namespace
}  // namespace markhound
