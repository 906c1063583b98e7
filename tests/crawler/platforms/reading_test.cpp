// What pages say in each syntax, and what is believed where they contradict themselves.
#include <gmock/gmock.h>

#include "tests/crawler/platforms/pages.h"

namespace markhound {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::string json_ld(const std::string& json, const std::string& body = "") {
  return "<title>Anvil</title><script type=\"application/ld+json\">" + json + "</script><h1>Anvil</h1>" + body;
}

Listing listing_of(const std::string& html) {
  const auto page = test::parsed(html);
  EXPECT_EQ(page.listings.size(), 1u) << html;
  return page.listings.empty() ? Listing{} : page.listings[0];
}

TEST(JsonLd, GraphsListsAndReferences) {
  const Listing anvil = listing_of(json_ld(R"({"@graph":[{"@type":"WebPage","mainEntity":{"@id":"#p"}},
      {"@id":"#p","@type":["Thing","Product"],"name":"Anvil","offers":{"@id":"#o"},"brand":"ACME"},
      {"@id":"#o","@type":"Offer","priceSpecification":[{"priceType":"https://schema.org/ListPrice","price":"90","priceCurrency":"EUR"},
                                                        {"price":"80","priceCurrency":"EUR"}],"availability":"SoldOut"}]})"));
  EXPECT_EQ(anvil.price.amount, "80");
  EXPECT_EQ(anvil.price.currency, "EUR");
  EXPECT_EQ(anvil.brand, "ACME");
  EXPECT_EQ(anvil.availability, "SoldOut");
}

TEST(JsonLd, VariantThatTheAddressNames) {
  const auto page = test::parsed(json_ld(R"({"@type":"ProductGroup","name":"Anvil","hasVariant":[
      {"@type":"Product","sku":"AN-RED","url":"/item/2","offers":{"price":"5","priceCurrency":"USD"}},
      {"@type":"Product","sku":"AN-BLUE","url":"/item/1","offers":{"price":"6","priceCurrency":"USD"}}]})"));
  ASSERT_EQ(page.listings.size(), 1u);
  EXPECT_EQ(page.listings.at(0).sku, "AN-BLUE");
  EXPECT_EQ(page.listings.at(0).price.amount, "6");
}

TEST(JsonLd, BrokenInTheUsualWays) {
  const std::string good = R"({"@type":"Product","name":"Anvil","sku":"A-1")";
  for (const std::string& block :
       {"// made by a template\n" + good + "}", good + ",}", "<![CDATA[" + good + "}]]>", "<!-- \n" + good + "} -->",
        good + ",\"description\":\"two\nlines\"}", good + ",\"description\":\"5\\' high\"};",
        "\xEF\xBB\xBF" + good + "}",
        std::string("{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Anvil&quot;,"
                    "&quot;sku&quot;:&quot;A-1&quot;}"),
        good + "}{\"@type\":\"Thing\"}"}) {
    const auto page = test::parsed(json_ld(block));
    ASSERT_EQ(page.listings.size(), 1u) << block;
    EXPECT_EQ(page.listings.at(0).sku, "A-1") << block;
    EXPECT_TRUE(page.problems.empty()) << block;
  }
}

TEST(JsonLd, NotJsonIsAProblem) {
  const auto page =
      test::parsed(json_ld("function () { return 1; }", "<div class=price>$5.00</div><button>Add to cart</button>"));
  ASSERT_EQ(page.problems.size(), 1u);
  EXPECT_EQ(page.problems[0].cause, "JSON-LD block 1 is not JSON");
  EXPECT_EQ(page.listings.at(0).price.amount, "5.00");
}

TEST(JsonLd, GoodsOfOthersAreNotTheListing) {
  const Listing anvil =
      listing_of(json_ld(R"({"@type":"Product","name":"Anvil","sku":"A-1","offers":{"price":"9","priceCurrency":"EUR"},
      "isRelatedTo":[{"@type":"Product","name":"Hammer","sku":"H-1","offers":{"price":"3","priceCurrency":"EUR"}}]})"));
  EXPECT_EQ(anvil.sku, "A-1");
  EXPECT_EQ(anvil.price.amount, "9");
}

TEST(Microdata, ScopesAndItemref) {
  const Listing anvil = listing_of(R"(<div itemscope itemtype="http://schema.org/Product" itemref="more">
      <h1 itemprop=name>Executive Anvil</h1><img itemprop=image src="a.jpg">
      <div itemprop=offers itemscope itemtype="http://schema.org/Offer"><meta itemprop=priceCurrency content=USD>
      $<span itemprop=price>119.99</span><link itemprop=availability href="http://schema.org/PreOrder">
      <span itemprop=seller itemscope><b itemprop=name>Executive Objects</b></span></div></div>
      <p id=more>Product #: <span itemprop=mpn>925872</span><span itemprop=brand>ACME</span></p>)");
  EXPECT_EQ(anvil.title, "Executive Anvil");
  EXPECT_EQ(anvil.price.amount, "119.99");
  EXPECT_EQ(anvil.availability, "PreOrder");
  EXPECT_EQ(anvil.mpn, "925872");
  EXPECT_EQ(anvil.brand, "ACME");
  EXPECT_EQ(anvil.seller, "Executive Objects");
  EXPECT_THAT(anvil.images, ElementsAre("https://shop.example/item/a.jpg"));
}

TEST(Rdfa, ProductAndGoodRelations) {
  const Listing lite = listing_of(R"(<div vocab="https://schema.org/" typeof=Product><h1 property=name>Anvil</h1>
      <div property=offers typeof=Offer><span property=price content="12.5">12,50</span>
      <meta property=priceCurrency content=CHF></div></div>)");
  EXPECT_EQ(lite.price.amount, "12.5");
  EXPECT_EQ(lite.price.currency, "CHF");
  const Listing relations =
      listing_of(R"(<div xmlns:gr="http://purl.org/goodrelations/v1#" about="#offer" typeof="gr:Offering">
      <h1 property="gr:name">Anvil</h1><div rel="gr:hasPriceSpecification"><div typeof="gr:UnitPriceSpecification">
      <span property="gr:hasCurrency" content="EUR"></span><span property="gr:hasCurrencyValue" content="99"></span></div></div>
      <span property="gr:hasEAN_UCC-13" content="4012345678901"></span></div>)");
  EXPECT_EQ(relations.price.amount, "99");
  EXPECT_EQ(relations.price.currency, "EUR");
  EXPECT_EQ(relations.gtin, "4012345678901");
}

TEST(OpenGraph, ProductTags) {
  const Listing anvil =
      listing_of(R"(<meta property="og:type" content="product"><meta property="og:title" content="Anvil">
      <meta property="product:price:amount" content="7.00"><meta property="product:price:currency" content="USD">
      <meta property="product:availability" content="oos"><meta property="og:image" content="//cdn.example/a.jpg">)");
  EXPECT_EQ(anvil.title, "Anvil");
  EXPECT_EQ(anvil.price.amount, "7.00");
  EXPECT_EQ(anvil.availability, "OutOfStock");
  EXPECT_THAT(anvil.images, ElementsAre("https://cdn.example/a.jpg"));
}

TEST(Heuristics, PriceBesideTheHeadingNotInCardsOrMenus) {
  const Listing lamp = listing_of(R"(<nav>Basket <b class=price>$0.50</b></nav><h1>Desk lamp</h1>
      <div class=product-price>$<span>24</span><sup>95</sup></div><p>Free shipping over $50</p><button>Add to cart</button>
      <div class=also><a href="/item/2"><img src=x.jpg>Another desk lamp</a><span class=price>$3.00</span></div>)");
  EXPECT_EQ(lamp.price.amount, "24.95");
  EXPECT_EQ(lamp.availability, "InStock");
}

TEST(Heuristics, FormerPricesAreNotAsked) {
  for (const char* prices :
       {"<s>€ 80,00</s> <b>€ 60,00</b>", "<span class=old-price>€ 80,00</span> <span>€ 60,00</span>",
        "<span>€ 80,00</span> <span>-25%</span> <span>€ 60,00</span>", "<span>UVP € 80,00</span> <span>€ 60,00</span>"})
    EXPECT_EQ(listing_of("<h1>Desk lamp</h1><div class=price>" + std::string(prices) +
                         "</div><button>In den Warenkorb</button>")
                  .price.amount,
              "60.00")
        << prices;
}

TEST(Heuristics, LabelsInManyLanguages) {
  for (const char* label : {"SKU: ", "Item No. ", "Art.-Nr.: ", "Référence : ", "Código del producto: ", "商品編號：",
                            "Артикул: ", "קוד מוצר: ", "商品番号:", "Produkta kods "})
    EXPECT_EQ(listing_of("<h1>Desk lamp</h1><b class=price>€5,00</b><p>" + std::string(label) + "DL-4711</p>").sku,
              "DL-4711")
        << label;
}

TEST(Heuristics, SoldOutInManyLanguages) {
  for (const char* words : {"Sold out", "Agotado", "Ausverkauft", "Rupture de stock", "缺货", "在庫切れ",
                            "Нет в наличии", "품절", "אזל מהמלאי"})
    EXPECT_EQ(
        listing_of("<h1>Desk lamp</h1><b class=price>€5,00</b><p class=stock>" + std::string(words) + "</p><p>SKU: 12")
            .availability,
        "OutOfStock")
        << words;
}

TEST(Sanity, PlaceholdersAreNoValues) {
  const Listing anvil =
      listing_of(json_ld(R"({"@type":"Product","name":"Anvil","sku":"N/A","brand":"Generic","mpn":"null",
      "offers":{"price":"0.00","priceCurrency":"EUR"}})",
                         "<div class=price>€ 12,00</div><p>SKU: A-77</p>"));
  EXPECT_EQ(anvil.sku, "A-77");
  EXPECT_EQ(anvil.brand, "");
  EXPECT_EQ(anvil.mpn, "");
  EXPECT_EQ(anvil.price.amount, "12.00");
}

TEST(Sanity, APriceThatIsPlainlySeenOverrulesOneThatIsNot) {
  EXPECT_EQ(listing_of(json_ld(R"({"@type":"Product","name":"Anvil","offers":{"price":"999","priceCurrency":"EUR"}})",
                               "<div class=price>€ 12,00</div><button>Add to cart</button>"))
                .price.amount,
            "12.00");
}

TEST(AppState, ProductOfTheScriptsThatStartThePage) {
  const Listing lamp =
      listing_of(R"(<title>Desk lamp - Shop</title><h1>Desk lamp</h1><script id="__NEXT_DATA__" type="application/json">
      {"props":{"pageProps":{"product":{"name":"Desk lamp","usItemId":"555","brand":"Lumo","availabilityStatus":"IN_STOCK",
      "sellerDisplayName":"Lamp Yard","priceInfo":{"currentPrice":{"price":18.5,"currencyUnit":"USD"}},
      "imageInfo":{"allImages":[{"url":"https://i.example/1.jpg"}]}}}}}</script>)");
  EXPECT_EQ(lamp.price.amount, "18.5");
  EXPECT_EQ(lamp.price.currency, "USD");
  EXPECT_EQ(lamp.brand, "Lumo");
  EXPECT_EQ(lamp.seller, "Lamp Yard");
  EXPECT_EQ(lamp.availability, "InStock");
  EXPECT_EQ(lamp.sku, "555");
}

TEST(Pictures, LazyAttributesAndTheLargestOfASet) {
  const Listing lamp = listing_of(R"(<h1>Desk lamp</h1><b class=price>$5.00</b><button>Buy now</button>
      <img src="data:image/gif;base64,AA" srcset="/s.jpg 320w, /l.jpg 1280w, /m.jpg 640w">
      <img src="/blank.gif" data-src="/lazy.jpg"><img src="/lazy.jpg"><img src="/logo.png" class=logo>)");
  EXPECT_THAT(lamp.images, ElementsAre("https://shop.example/l.jpg", "https://shop.example/lazy.jpg"));
}

TEST(Links, ACategoryLeadsToItsGoods) {
  std::string html = "<title>Lamps</title><h1>Lamps</h1><nav><a href=/cart>Cart</a></nav>";
  for (int i = 0; i < 12; ++i)
    html += "<div class=card><a href='/products/lamp-" + std::to_string(i) +
            "'><img src=x.jpg>A lamp of ours</a><span>$" + std::to_string(10 + i) + ".00</span></div>";
  const auto page = test::parsed(html + "<a href='/about'>About</a>", "https://shop.example/collections/lamps");
  EXPECT_TRUE(page.listings.empty());
  EXPECT_EQ(page.links.size(), 12u);
  EXPECT_THAT(page.links, Contains("https://shop.example/products/lamp-3"));
  EXPECT_THAT(page.links, Not(Contains("https://shop.example/about")));
}

TEST(Links, AnArticleSellsNothing) {
  const auto page =
      test::parsed("<title>How we make lamps</title><h1>How we make lamps</h1><p>In 1984 we had $20 and a dream.</p>");
  EXPECT_TRUE(page.listings.empty());
}

TEST(Market, FromTheAddressFirst) {
  EXPECT_EQ(test::parsed(json_ld(R"({"@type":"Product","name":"Anvil"})"), "https://shop.example/en-ca/item/1")
                .listings.at(0)
                .market,
            "CA");
  EXPECT_EQ(
      test::parsed(json_ld(R"({"@type":"Product","name":"Anvil"})"), "https://shop.co.uk/item/1").listings.at(0).market,
      "GB");
}

TEST(Charset, HeaderMetaMarkAndDetection) {
  auto page = test::page_of(
      "<title>x</title><h1>Lampe f\xFCr den Tisch, gr\xFCn</h1><b class=price>5,00 \x80</b><button>In den "
      "Warenkorb</button>");
  page.charset = "iso-8859-1";
  EXPECT_EQ(crawler::parse(page).listings.at(0).title, "Lampe für den Tisch, grün");
  EXPECT_EQ(crawler::parse(page).listings.at(0).price.currency, "EUR");
  page.charset.clear();
  page.content =
      "<meta charset=gb2312><h1>\xCC\xA8\xB5\xC6\xCC\xA8\xB5\xC6</h1><b class=price>\xA3\xA4"
      "5.00</b><button>\xBC\xD3\xC8\xEB\xB9\xBA\xCE\xEF\xB3\xB5</button>";
  EXPECT_EQ(crawler::parse(page).listings.at(0).title, "台灯台灯");
}

}  // namespace
}  // namespace markhound
